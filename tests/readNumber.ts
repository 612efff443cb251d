/**
 * Reads numbers back from the page's words, as format.ts writes them.
 */
/** A number as the page writes it: "−0.12", "1,230", "7.3×10⁻⁶", "2e−4", ".089". */
export const NUMBER = /−?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:×10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|e−?\d+)?/u;

export function readNumber(text: string): number {
  const plain = text
    .replace("×10", "e")
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/gu, (digit) => String("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)))
    .replace(/[−⁻]/gu, "-")
    .replaceAll(",", "");
  return plain === "" ? Number.NaN : Number(plain);
}
