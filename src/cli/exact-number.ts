/** Whether JavaScript keeps the digits of a number that is written in decimal: those of 15 digits, and those that it would write itself. */
export function isExact(digits: string): boolean {
  const number = Number(digits);
  const significant = digits
    .replace(/[eE].*$/, "")
    .replaceAll(/[^0-9]/g, "")
    .replaceAll(/^0+|0+$/g, "");
  if (!Number.isFinite(number) || (number === 0 && significant !== "")) return false;
  if (significant.length <= 15 || String(number) === digits) return true;
  return /^-?\d+$/.test(digits) && BigInt(number) === BigInt(digits);
}
