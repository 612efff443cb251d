/**
 * A part of a feature's card: its picture, or what is said while it has not come.
 */
import type { ReactNode } from "react";
import type { Arrived } from "./openCard";

interface CardPartProps<T> {
  /** "the histogram" */
  readonly name: string;
  readonly of: Arrived<T>;
  readonly className?: string;
  readonly children: (value: T) => ReactNode;
}

export function CardPart<T extends object>({ name, of, className = "", children }: CardPartProps<T>) {
  return (
    <div className={`card-part ${className}`}>
      {of === null ? (
        <p className="card-waiting">Looking for {name}…</p>
      ) : typeof of === "string" ? (
        <p className="card-waiting">{of}</p>
      ) : (
        children(of)
      )}
    </div>
  );
}
