/**
 * What each Side would say next at one token: the union of their favourite words, two bars a word, probabilities
 * written out.
 */
import { formatShare } from "../frame/format";
import { tokenLabel } from "../../../core/tokenLabel";

export interface WordPair {
  readonly text: string;
  /** Probability on either Side; null where the word is not among that Side's recorded favourites. */
  readonly left: number | null;
  readonly right: number | null;
}

export interface PredictionBarsProps {
  readonly words: readonly WordPair[];
  readonly leftTitle: string;
  readonly rightTitle: string;
}

export function PredictionBars({ words, leftTitle, rightTitle }: PredictionBarsProps) {
  return (
    <table className="predictions">
      <thead>
        <tr>
          <th scope="col" className="side-left">
            {leftTitle}
          </th>
          <th scope="col">
            <span className="visually-hidden">next word</span>
          </th>
          <th scope="col" className="side-right">
            {rightTitle}
          </th>
        </tr>
      </thead>
      <tbody>
        {words.map(({ text, left, right }) => (
          <tr key={text}>
            <td className="predictions-left">
              <Bar side="left" probability={left} />
            </td>
            <th scope="row">{tokenLabel(text)}</th>
            <td className="predictions-right">
              <Bar side="right" probability={right} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ side, probability }: { readonly side: "left" | "right"; readonly probability: number | null }) {
  if (probability === null) return <span className="prediction-rare">rarer</span>;
  return (
    <span className={`prediction ${side}`}>
      <span className="prediction-bar" style={{ width: `${Math.max(0.5, probability * 100 * 0.7)}%` }} />
      <span className="prediction-share">{formatShare(probability)}</span>
    </span>
  );
}
