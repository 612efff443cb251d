/**
 * What the table of all features is asked: a search, a filter, and the voice whose AUROC is shown.
 */
import { useId } from "react";
import { FILTERS, type LatentFilter, type LatentQuery } from "./latentList";

interface LatentControlsProps {
  readonly query: LatentQuery;
  readonly voices: readonly { readonly id: string; readonly title: string }[];
  /** "12 of 2048" */
  readonly count: string;
  readonly onChange: (change: Partial<LatentQuery>) => void;
}

export function LatentControls({ query, voices, count, onChange }: LatentControlsProps) {
  const searchId = useId();
  return (
    <div className="latents-controls">
      <label className="control" htmlFor={searchId}>
        Search
        <input
          id={searchId}
          type="search"
          value={query.search}
          placeholder="name or number"
          onChange={(event) => onChange({ search: event.target.value })}
        />
      </label>
      <label className="control">
        Show
        <select value={query.filter} onChange={(event) => onChange({ filter: event.target.value as LatentFilter })}>
          {Object.entries(FILTERS).map(([id, { title }]) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {voices.length > 0 && (
        <label className="control">
          Tells apart
          <select value={query.voice} onChange={(event) => onChange({ voice: event.target.value })}>
            <option value="best">the voice it tells best</option>
            {voices.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      <output>{count}</output>
    </div>
  );
}
