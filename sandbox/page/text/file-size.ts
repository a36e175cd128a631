const UNITS = ["B", "KB", "MB", "GB"] as const;

/** "1.4 MB", counted in 1024s as chat clients do. */
export function formatFileSize(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** power;
  const digits = power === 0 || amount >= 100 ? 0 : amount >= 10 ? 1 : 2;
  return `${Number(amount.toFixed(digits))} ${UNITS[power]}`;
}
