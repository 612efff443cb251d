/** Exactly which features the control turns, and which way: folded, for those who want it. */
import type { LeverPart, LeverParts } from "../../../state/selectors/lever";
import "./LeverList.css";

const WAYS = { up: "turned up with it, and down with it", down: "turned the other way" };

export function LeverList({ lever: { name, parts } }: { readonly lever: LeverParts }) {
  return (
    <details className="lever-list">
      <summary>What exactly is {name}?</summary>
      <ul>
        {parts.map((part, i) => (
          <li key={`${part.dictionary} ${part.latent}`}>
            “{part.name}” <small>{part.latent}</small>, {part.dictionary}: {wayOf(part)}
            {i === 0 && "; the bar of the first screen shows this one alone"}
          </li>
        ))}
      </ul>
    </details>
  );
}

function wayOf({ way }: LeverPart): string {
  return way === null ? "turned down where the others are turned down, and never up" : WAYS[way];
}
