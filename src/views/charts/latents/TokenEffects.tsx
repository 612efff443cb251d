/**
 * The next words that a feature's direction speaks for and against, as two short lists of bars on one scale.
 */
import type { TokenLogitEffect } from "../../../core/features/latentFacts";
import { tokenLabel } from "../../../core/tokenLabel";
import { formatValue } from "../frame/format";

export interface TokenEffectsProps {
  /** Largest first. */
  readonly promoted: readonly TokenLogitEffect[];
  /** Smallest (most negative) first. */
  readonly suppressed: readonly TokenLogitEffect[];
}

export function TokenEffects({ promoted, suppressed }: TokenEffectsProps) {
  const extent = Math.max(1e-12, ...[...promoted, ...suppressed].map(({ effect }) => Math.abs(effect)));
  const list = (title: string, kind: string, tokens: readonly TokenLogitEffect[]) => (
    <div className={`effects-list ${kind}`}>
      <h3>{title}</h3>
      <ol>
        {tokens.map(({ text, effect }, i) => (
          <li key={i}>
            <span className="effects-word">{tokenLabel(text)}</span>
            <span className="effects-track" aria-hidden="true">
              <span style={{ width: `${(Math.abs(effect) / extent) * 100}%` }} />
            </span>
            <span className="effects-value">{formatValue(effect)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
  return (
    <div className="effects">
      {list("Makes likelier", "promoted", promoted)}
      {list("Makes rarer", "suppressed", suppressed)}
    </div>
  );
}
