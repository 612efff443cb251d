/** A share of judged answers, with how many there were and its 95 % interval; all shares 0 … 1. */
export interface Rate {
  readonly rate: number;
  readonly n: number;
  readonly low: number;
  readonly high: number;
}
