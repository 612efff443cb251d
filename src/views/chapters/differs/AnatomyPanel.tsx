/**
 * Pictures 2 and 4: the anatomy map, and beside it the most affected parts in order. A part chosen in either is in focus.
 */
import { type Component, componentLabel } from "../../../core/component";
import type { ContrastTokens, Findings } from "../../../core/compare/findings";
import { gridToCsv, toCsv } from "../../../core/pictures/grid";
import { METRICS } from "../../../core/compare/metricTable";
import { hasAnswer } from "../../../core/compare/summary";
import { withComponent } from "../../../state/edits/experiment";
import {
  type Anatomy,
  anatomyOf,
  columnToken,
  componentGrid,
  focusColumn,
  rankingOf,
  SPAN_TEXTS,
} from "../../../state/selectors/compare";
import { AnatomyMap } from "../../charts/parts/AnatomyMap";
import { drawnSvg } from "../../charts/frame/drawnSvg";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { tokenLabel } from "../../../core/tokenLabel";
import { PALETTES } from "../../charts/frame/palette";
import { RankedBars } from "../../charts/parts/RankedBars";
import { barsSvg } from "../../charts/frame/svg";
import { Term } from "../../charts/frame/Term";
import { useTheme } from "../../charts/frame/theme";
import { useApp, useChange } from "../../page/store";
import { ContrastFields, MetricSelect, SpanSelect } from "./ViewControls";
import "./AnatomyPanel.css";

const SHOWN = 12;

export function AnatomyPanel({ findings }: { readonly findings: Findings }) {
  const view = useApp((state) => state.experiment?.view);
  const focus = useApp((state) => state.experiment?.focus);
  const change = useChange();
  const theme = useTheme();
  if (!view || !focus) return null;
  const column = focusColumn(findings, focus.column);
  const anatomy = anatomyOf(findings, { metric: view.metric, span: view.span, column });
  const text = METRICS[view.metric];
  const answered = hasAnswer(findings.left);
  const span = view.span === "answer" && !answered ? "mean" : view.span;
  const over = span === "token" ? `“${tokenLabel(columnToken(findings, column)?.text ?? "")}”` : SPAN_TEXTS[span];
  const select = (component: Component): void => change((experiment) => withComponent(experiment, component));
  const controls = (
    <>
      <MetricSelect />
      <SpanSelect answered={answered} />
      {text.needsContrast && findings.contrast && <ContrastFields found={findings.contrast} />}
    </>
  );
  if (!anatomy) {
    return (
      <div className="figure">
        <div className="figure-controls">{controls}</div>
        <p className="figure-how">Direct effect needs two words that begin with different tokens.</p>
        <ContrastFields found={{ plus: "one", minus: "another" }} />
      </div>
    );
  }
  const ranked = rankingOf(anatomy);
  const grid = componentGrid(findings, { metric: view.metric });
  const first = ranked[0];
  return (
    <div className="anatomy-pair">
      <Figure
        title="Which parts changed"
        how={
          <>
            A language model is a stack of <Term of="layer">layers</Term> around one{" "}
            <Term of="residual">running sum</Term>, the vertical line. Each box is a part that adds to it; its number is{" "}
            {text.says}, averaged over {over}.
            {text.needsContrast && findings.contrast && (
              <>
                {" "}
                The words are <strong>{tokenLabel(findings.contrast.plus)}</strong> against{" "}
                <strong>{tokenLabel(findings.contrast.minus)}</strong>.{cutNote(view.contrast, findings.contrast)}
              </>
            )}{" "}
            What the <Term of="head">heads</Term> of a layer write adds up to its attention.
          </>
        }
        summary={
          first && !first.belowFloor && first.value !== 0
            ? `${componentLabel(first.component)} changed most: ${formatValue(first.value)} ${text.unit}.`
            : "Nothing changed."
        }
        file="unmask-anatomy"
        controls={controls}
        table={() => ({
          head: ["part", `${text.name} (${text.unit})`],
          rows: anatomy.components.map((component, i) => [componentLabel(component), formatValue(anatomy.values[i]!)]),
        })}
        csv={() => (grid ? gridToCsv(grid) : "")}
        svg={(picture) =>
          drawnSvg(
            picture,
            `Which parts changed, over ${over}`,
            `Colour and number: ${text.name}, in ${text.unit}. Grey: below the noise floor.`,
            theme,
          )
        }
      >
        <AnatomyMap
          title={`Anatomy map: ${text.name} over ${over}`}
          layers={findings.model.layers}
          heads={findings.model.heads}
          components={anatomy.components}
          values={anatomy.values}
          floor={anatomy.floor}
          scale={text.scale}
          unit={text.unit}
          selected={focus.component}
          onSelect={select}
        />
      </Figure>
      <Ranking
        anatomy={anatomy}
        unit={text.unit}
        title={`Most affected, over ${over}`}
        selected={focus.component}
        onSelect={select}
        theme={theme}
      />
    </div>
  );
}

interface RankingProps {
  readonly anatomy: Anatomy;
  readonly unit: string;
  readonly title: string;
  readonly selected: Component | null;
  readonly onSelect: (component: Component) => void;
  readonly theme: "light" | "dark";
}

function Ranking({ anatomy, unit, title, selected, onSelect, theme }: RankingProps) {
  const ranked = rankingOf(anatomy);
  const floorOf = (component: Component): number | null =>
    anatomy.floor?.[anatomy.components.indexOf(component)] ?? null;
  const rows = ranked.slice(0, SHOWN).map((part) => ({ ...part, floor: floorOf(part.component) }));
  const { left, right, magnitude, floor } = PALETTES[theme];
  const colourOf = (value: number, below: boolean): string =>
    below ? floor : value < 0 ? left : anatomy.values.some((v) => v < 0) ? right : magnitude[3]!;
  return (
    <Figure
      title={title}
      how={`The parts in order of change, in ${unit}. Choose one to look inside it below.`}
      summary={rows.map(({ component, value }) => `${componentLabel(component)} ${formatValue(value)}`).join(", ")}
      file="unmask-most-affected"
      table={() => ({
        head: ["part", unit],
        rows: ranked.map(({ component, value }) => [componentLabel(component), formatValue(value)]),
      })}
      csv={() =>
        toCsv([
          ["part", unit, "noise_floor"],
          ...ranked.map(({ component, value }) => [
            componentLabel(component),
            String(value),
            String(floorOf(component) ?? ""),
          ]),
        ])
      }
      svg={() =>
        barsSvg(
          title,
          unit,
          rows.map(({ component, value, belowFloor }) => ({
            label: componentLabel(component),
            value,
            colour: colourOf(value, belowFloor),
          })),
          theme,
        )
      }
    >
      <RankedBars rows={rows} unit={unit} selected={selected} onSelect={onSelect} />
    </Figure>
  );
}

/** A word of several tokens is measured by its first; says so, since the picture speaks of that token alone. */
function cutNote(asked: ContrastTokens | null, found: ContrastTokens): string {
  const cut = (["plus", "minus"] as const).filter((which) => asked && asked[which].trim() !== found[which].trim());
  const notes = cut.map((which) => `“${asked?.[which].trim()}” begins with “${found[which].trim()}”`);
  return notes.length > 0 ? ` (${notes.join(", ")}: that is what is measured.)` : "";
}
