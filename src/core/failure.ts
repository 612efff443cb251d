/**
 * The one error that is meant for a reader's eyes: what went wrong, where, and what to do.
 * Everything that parses or runs throws it; anything else that escapes is a defect of ours.
 */
export type FailureKind =
  | "file" // a file is torn, foreign or lies about itself
  | "link" // a share link cannot be read
  | "network" // a download did not arrive
  | "memory" // the device has too little room
  | "device" // GPU or worker lost, or unfit
  | "browser" // the browser lacks what every device here needs
  | "input" // the reader asked for something impossible
  | "cancelled"
  | "internal";

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
  return new Failure("internal", message, "Reload the page; if it happens again, please report it.", { cause: thrown });
}

export function cancelled(): Failure {
  return new Failure("cancelled", "Cancelled.");
}
