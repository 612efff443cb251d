/**
 * The features whose directions point most nearly the same way, each a button to its own card.
 */
import type { NearestLatent } from "../../../core/features/latentFacts";
import { latentLabel } from "../../../core/features/latentRow";

export interface NamedNeighbour extends NearestLatent {
  readonly name: string | null;
}

export interface NearestFeaturesProps {
  readonly neighbours: readonly NamedNeighbour[];
  readonly onSelect: (latent: number) => void;
}

export function NearestFeatures({ neighbours, onSelect }: NearestFeaturesProps) {
  return (
    <ol className="nearest">
      {neighbours.map((neighbour) => (
        <li key={neighbour.latent}>
          <button type="button" onClick={() => onSelect(neighbour.latent)}>
            <span className="nearest-name">{latentLabel(neighbour)}</span>
            <span className="nearest-track" aria-hidden="true">
              <span style={{ width: `${Math.max(0, neighbour.cosine) * 100}%` }} />
            </span>
            <span className="nearest-value">{neighbour.cosine.toFixed(2)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
