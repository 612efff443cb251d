/**
 * How the difference is measured and over which tokens: the two choices that every picture below obeys.
 */
import { type SyntheticEvent, useState } from "react";
import type { MetricId, Span } from "../../../core/experiment";
import type { ContrastTokens } from "../../../core/compare/findings";
import { METRIC_IDS, METRICS } from "../../../core/compare/metricTable";
import { withMetric, withSpan, withView } from "../../../state/edits/experiment";
import { SPAN_TEXTS } from "../../../state/selectors/compare";
import { useApp, useChange } from "../../page/store";
import "./ViewControls.css";

const SPANS: readonly Span[] = ["mean", "answer", "token"];

export function MetricSelect() {
  const metric = useApp((state) => state.experiment?.view.metric ?? "relativeL2");
  const change = useChange();
  return (
    <label className="control">
      <span>Measure</span>
      <select
        value={metric}
        onChange={(event) => change((experiment) => withMetric(experiment, event.target.value as MetricId))}
      >
        {METRIC_IDS.map((id) => (
          <option key={id} value={id}>
            {METRICS[id].name}
          </option>
        ))}
      </select>
    </label>
  );
}

export function SpanSelect({ answered }: { readonly answered: boolean }) {
  const chosen = useApp((state) => state.experiment?.view.span ?? "mean");
  const span = chosen === "answer" && !answered ? "mean" : chosen;
  const change = useChange();
  return (
    <label className="control">
      <span>Over</span>
      <select
        value={span}
        onChange={(event) => change((experiment) => withSpan(experiment, event.target.value as Span))}
      >
        {SPANS.map((id) => (
          <option key={id} value={id} disabled={id === "answer" && !answered}>
            {SPAN_TEXTS[id]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The two next words that direct effect speaks of; empty means each Side's favourite where the answer begins. */
export function ContrastFields({ found }: { readonly found: ContrastTokens }) {
  const chosen = useApp((state) => state.experiment?.view.contrast ?? null);
  return <Fields key={JSON.stringify(chosen)} chosen={chosen} found={found} />;
}

interface FieldsProps {
  readonly chosen: ContrastTokens | null;
  readonly found: ContrastTokens;
}

function Fields({ chosen, found }: FieldsProps) {
  const change = useChange();
  const [plus, setPlus] = useState(chosen?.plus.trim() ?? "");
  const [minus, setMinus] = useState(chosen?.minus.trim() ?? "");
  const apply = (event: SyntheticEvent): void => {
    event.preventDefault();
    const contrast = plus.trim() && minus.trim() ? { plus: spaced(plus), minus: spaced(minus) } : null;
    change((experiment) => withView(experiment, { contrast }));
  };
  return (
    <form className="contrast" onSubmit={apply}>
      <label>
        <span>For the word</span>
        <input
          value={plus}
          placeholder={found.plus.trim()}
          maxLength={40}
          onChange={(event) => setPlus(event.target.value)}
        />
      </label>
      <label>
        <span>against</span>
        <input
          value={minus}
          placeholder={found.minus.trim()}
          maxLength={40}
          onChange={(event) => setMinus(event.target.value)}
        />
      </label>
      <button type="submit">Measure</button>
    </form>
  );
}

/** Inside a sentence a word's token begins with its space. */
const spaced = (word: string): string => (word.startsWith(" ") ? word : ` ${word}`);
