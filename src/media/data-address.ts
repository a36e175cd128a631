import { DownloadFailure } from "./failure.ts";

/** The bytes inside a `data:` address (RFC 2397). @throws DownloadFailure */
export function bytesOfDataAddress(url: string, maxBytes: number): Uint8Array {
  const comma = url.indexOf(",");
  if (comma < 0) throw new DownloadFailure("wrong_type", { retry: false, detail: "a data address without data" });
  const encoded = /;\s*base64\s*$/i.test(url.slice(0, comma));
  const text = url.slice(comma + 1);
  // Three bytes in four characters; looked at first so that nothing oversized is ever decoded.
  const atLeast = encoded ? Math.floor((text.length * 3) / 4) - 2 : Math.floor(text.length / 3);
  const bytes =
    atLeast > maxBytes ? null : encoded ? Buffer.from(decode(text), "base64") : Buffer.from(decode(text), "latin1");
  if (bytes === null || bytes.length > maxBytes) {
    throw new DownloadFailure("too_large", { retry: false, detail: `a data address of more than ${maxBytes} bytes` });
  }
  return bytes;
}

/** Percent signs undone byte by byte, so that binary data survives; what is no escape stays. */
function decode(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
