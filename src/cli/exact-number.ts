/**
 * Whether JavaScript keeps all digits of a decimal number: one of up to 15 digits, one that JavaScript prints in the same way,
 * and a whole number that it stores exactly.
 */
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
