/**
 * The one error that is meant for a reader's eyes: what went wrong, where, and what to do.
 * Everything that parses or runs throws it; anything else that escapes is a defect of ours.
 */
export const FAILURE_KINDS = [
  "file", // a file is torn, foreign or lies about itself
  "link", // a share link cannot be read
  "network", // a download did not arrive
  "memory", // the device has too little room
  "device", // GPU or worker lost, or unfit
  "browser", // the browser lacks what every device here needs
  "input", // the reader asked for something impossible
  "cancelled",
  "internal",
] as const;

export type FailureKind = (typeof FAILURE_KINDS)[number];

export class Failure extends Error {
  readonly kind: FailureKind;
  /** What the reader can do about it, one sentence; may be empty. */
  readonly advice: string;

  constructor(kind: FailureKind, message: string, advice = "", options?: ErrorOptions) {
    super(message, options);
    this.name = "Failure";
    this.kind = kind;
    this.advice = advice;
  }
}

/** Any thrown value as a Failure, so that every catch can show a sentence. */
export function asFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (thrown instanceof Error && thrown.name === "AbortError") return cancelled();
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (isOutOfMemory(message)) return outOfMemory(thrown);
  return new Failure("internal", message, "Reload the page; if it happens again, please report it.", { cause: thrown });
}

/** How browsers and ONNX Runtime say it. */
const OUT_OF_MEMORY = [
  /out of memory|\bOOM\b|allocation size overflow|invalid string length/i,
  /buffer allocation failed|failed to allocate|could not allocate|cannot enlarge memory|bad_alloc/i,
];

export function isOutOfMemory(message: string): boolean {
  return OUT_OF_MEMORY.some((words) => words.test(message));
}

export function outOfMemory(cause: unknown): Failure {
  return new Failure(
    "memory",
    "There is not enough memory for this in the browser.",
    "Close other tabs, or choose smaller models or fewer words; then try again.",
    { cause },
  );
}

export function cancelled(): Failure {
  return new Failure("cancelled", "Cancelled.");
}
