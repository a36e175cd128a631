const HEAD =
  '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">';
const TAIL = '</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>';
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** An XMP packet whose description is the text: where viewers and photo tools show what a picture is of. */
export function xmpWith(text: string): Buffer {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return Buffer.from(HEAD + escaped + TAIL);
}

/** The texts of a packet's description and of the comments that tools put into EXIF's or their own fields there. */
export function textsInXmp(packet: Buffer): string[] {
  const xml = packet.toString("utf8");
  return ["dc:description", "exif:UserComment"].flatMap((name) => {
    const from = xml.indexOf(`<${name}`);
    const to = from < 0 ? -1 : xml.indexOf(`</${name}>`, from);
    if (to < 0) return [];
    const text = unescaped(xml.slice(xml.indexOf(">", from) + 1, to).replace(/<[^<>]{0,500}>/g, "")).trim();
    return text === "" ? [] : [text];
  });
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(String(name)) ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
