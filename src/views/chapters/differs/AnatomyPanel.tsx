/**
 * Picture 2: the anatomy map. A part chosen in it is in focus, and the inspector looks inside.
 */
import type { Metric } from "../../../core/compare/metricTable";
import { type Component, componentLabel } from "../../../core/component";
import { type Grid, valueAt } from "../../../core/pictures/grid";
import { numberColumn, type Table, textColumn } from "../../../core/pictures/table";
import type { ContrastTokens } from "../../../core/compare/findings";
import type { Subject } from "../../../core/pictures/subject";
import { tokenLabel } from "../../../core/tokenLabel";
import { type Anatomy, componentGrid, rankingOf } from "../../../state/selectors/compare";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { useOnStage } from "../../charts/frame/stage";
import type { Picture } from "../../charts/frame/picture";
import { pairNamesOf, withPairNames } from "../../charts/frame/pairNames";
import { Term } from "../../charts/frame/Term";
import { AnatomyMap, type AnatomyMapProps } from "../../charts/parts/AnatomyMap";
import { pictureName } from "../../pictures";
import { useAnatomy } from "./useAnatomy";
import { ContrastFields, MetricSelect, SpanSelect } from "./ViewControls";
import "./AnatomyPanel.css";

export interface AnatomyPictureProps {
  readonly anatomy: Anatomy;
  /** The same parts token by token, which only the table tells. */
  readonly byToken: Grid | null;
  readonly measure: Metric;
  readonly over: string;
  readonly contrast: { readonly asked: ContrastTokens | null; readonly found: ContrastTokens } | null;
  readonly model: { readonly layers: number; readonly heads: number };
  readonly selected: Component | null;
  readonly pinned: number | null;
  readonly subject: Subject;
}

export function anatomyPicture(props: AnatomyPictureProps): Picture {
  const { anatomy, measure, over, contrast, subject } = props;
  const first = rankingOf(anatomy)[0];
  return {
    id: "anatomy",
    title: "Which parts changed",
    how: (
      <>
        A language model is a stack of <Term of="layer">layers</Term> around one <Term of="residual">running sum</Term>,
        the vertical line. Each box is a part that adds to it; its number is{" "}
        {withPairNames(measure.says, pairNamesOf(subject))}, averaged over {over}.
        {contrast && (
          <>
            {" "}
            The words are <strong>{tokenLabel(contrast.found.plus)}</strong> against{" "}
            <strong>{tokenLabel(contrast.found.minus)}</strong>.{cutNote(contrast.asked, contrast.found)}
          </>
        )}{" "}
        What the <Term of="head">heads</Term> of a layer write adds up to its attention.
      </>
    ),
    summary:
      first && !first.belowFloor && first.value !== 0
        ? `${componentLabel(first.component)} changed most: ${formatValue(first.value)} ${measure.unit}.`
        : "Nothing changed.",
    subject,
    table: anatomyTable(props),
    draw: () => <AnatomyMap {...mapOf(props)} onSelect={() => undefined} />,
  };
}

function anatomyTable({ anatomy, byToken, measure, over }: AnatomyPictureProps): Table {
  const { components, values, floor } = anatomy;
  const tokens = byToken?.cols.ticks ?? [];
  return {
    columns: [
      textColumn("part"),
      numberColumn(`${measure.name} over ${over}`, measure.unit),
      numberColumn("noise floor", measure.unit),
      ...tokens.map((tick) => numberColumn(tick, measure.unit)),
    ],
    rows: components.map((component, i) => [
      componentLabel(component),
      values[i]!,
      floor?.[i] ?? null,
      ...(byToken ? tokens.map((_, c) => valueAt(byToken, i, c)) : []),
    ]),
  };
}

function mapOf(props: AnatomyPictureProps): Omit<AnatomyMapProps, "onSelect"> {
  const { anatomy, measure, over, model, selected, pinned } = props;
  return {
    title: `Anatomy map: ${measure.name} over ${over}`,
    layers: model.layers,
    heads: model.heads,
    ...anatomy,
    scale: measure.scale,
    unit: measure.unit,
    pinned,
    selected,
  };
}

export function AnatomyPanel() {
  const shown = useAnatomy();
  const stage = useOnStage("anatomy");
  if (!shown) return null;
  const { findings, metric, anatomy, answered, contrast, onSelect } = shown;
  const controls = (
    <>
      <MetricSelect />
      <SpanSelect answered={answered} />
      {contrast && <ContrastFields found={contrast.found} />}
    </>
  );
  if (!anatomy) {
    return (
      <div
        className="figure"
        id={`picture-${pictureName("anatomy")}`}
        data-picture="anatomy"
        data-onstage={stage ? "" : undefined}
      >
        <div className="figure-controls">{controls}</div>
        <p className="figure-how">Direct effect needs two words that begin with different tokens.</p>
        <ContrastFields found={{ plus: "one", minus: "another" }} />
      </div>
    );
  }
  const byToken = componentGrid(findings, { metric });
  const props = { ...shown, anatomy, byToken, model: findings.model };
  return (
    <Figure {...anatomyPicture(props)} controls={controls}>
      <AnatomyMap {...mapOf(props)} onSelect={onSelect} />
    </Figure>
  );
}

/** A word of several tokens is measured by its first; says so, since the picture speaks of that token alone. */
function cutNote(asked: ContrastTokens | null, found: ContrastTokens): string {
  const cut = (["plus", "minus"] as const).filter((which) => asked && asked[which].trim() !== found[which].trim());
  const notes = cut.map((which) => `“${asked?.[which].trim()}” begins with “${found[which].trim()}”`);
  return notes.length > 0 ? ` (${notes.join(", ")}: that is what is measured.)` : "";
}
