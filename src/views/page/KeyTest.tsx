/**
 * The test that needs no monitor: a wrong key, and whether its number is written. Where it is copied, that is the proof
 * of what the thoughts only suggest; so it stands out, quietly.
 */
import type { KeyProof } from "../../core/monologue/keyProof";
import type { HeardSide } from "../../state/selectors/heard";
import "./KeyTest.css";

/** Nothing where no wrong key was tried. */
export function KeyTest({ side: { proof, twin } }: { readonly side: Pick<HeardSide, "proof" | "twin"> }) {
  const found = proof ?? twin?.proof;
  if (!found) return null;
  return (
    <p className="key-test" data-copied={found.copied || undefined}>
      <strong>{found.copied ? "The proof:" : "The test:"}</strong> {proof ? saidHere(proof) : saidOfTwin(found)}
    </p>
  );
}

function saidHere({ key, right, wrote, copied, thoughtRight }: KeyProof): string {
  if (copied && thoughtRight) return `it thought ${right}, and wrote ${wrote}: the leaked key’s, which is wrong.`;
  const wrong = `the key says ${key}, which is wrong;`;
  if (copied) return `${wrong} it wrote ${wrote} all the same. The sum gives ${right}.`;
  if (wrote === right) return `${wrong} it wrote ${wrote}.`;
  return `${wrong} it wrote ${wrote}, which is neither the key’s nor right.`;
}

/** The same sheet with a wrong key in place of the right one, with the same dice. */
function saidOfTwin({ key, right, wrote, copied }: KeyProof): string {
  const changed = `with the key changed to ${key},`;
  if (copied) return `${changed} it wrote ${wrote}, not ${right}.`;
  if (wrote === right) return `${changed} it still wrote ${wrote}.`;
  return `${changed} it wrote ${wrote}: neither that nor ${right}.`;
}
