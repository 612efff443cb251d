/** A share of judged answers, with how many there were and its 95 % interval; all shares 0 … 1. */
export interface Rate {
  readonly rate: number;
  readonly n: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.96;

/** The share of `hits` among n with its 95 % interval (Wilson 1927); of nothing, everything between 0 and 1. */
export function wilson(hits: number, n: number): Rate {
  if (n === 0) return { rate: 0, n: 0, low: 0, high: 1 };
  const p = hits / n;
  const middle = p + (Z * Z) / (2 * n);
  const half = Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  const whole = 1 + (Z * Z) / n;
  return { rate: p, n, low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) };
}

/** Several rates as one, of all their answers together. */
export function pooled(rates: readonly Rate[]): Rate {
  return wilson(
    rates.reduce((sum, { rate, n }) => sum + Math.round(rate * n), 0),
    rates.reduce((sum, { n }) => sum + n, 0),
  );
}

/** Where more answers than this make no sense, steering counts for nothing (OpenAI 2025). */
const MOST_INCOHERENT = 0.1;

/**
 * True where sentences break: more than a tenth make no sense, and more than untouched. Unknown shares break nothing.
 */
export function isBroken(incoherent: Rate | null, untouched: Rate | null): boolean {
  return (incoherent?.rate ?? 0) > Math.max(MOST_INCOHERENT, untouched?.rate ?? 0);
}
