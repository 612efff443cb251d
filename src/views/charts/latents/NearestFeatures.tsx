/**
 * The features whose directions point most nearly the same way, each a button to its own card.
 */
import { latentLabel } from "./latentRow";
import "./NearestFeatures.css";

export interface Neighbour {
  readonly latent: number;
  readonly name: string | null;
  /** Cosine of the angle between the two decoder directions, −1 … 1. */
  readonly cosine: number;
}

export interface NearestFeaturesProps {
  readonly neighbours: readonly Neighbour[];
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
