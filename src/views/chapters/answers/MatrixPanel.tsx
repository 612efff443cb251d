/**
 * The knock-on matrix: every recorded fine-tune (rows) against the domain it was asked about (columns), and above them
 * the reader's own count of the two models on the page.
 */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import { Fragment } from "react";
import type { SideName } from "../../../core/experiment";
import type { Rate } from "../../../core/pictures/rate";
import { changedTitles, nameWith, type Setting, type Subject } from "../../../core/pictures/subject";
import { rateColumn, textColumn } from "../../../core/pictures/table";
import { say, type Words } from "../../../core/texts";
import { checkpointCatalogue } from "../../../state/selectors/checkpoints";
import { isSameSampling, surveyRates } from "../../../state/selectors/survey";
import { evidenceOf } from "../../../state/selectors/personas";
import { evaluatedCounts, HELD_OUT, recordedSubject, surveySubject } from "../../../state/selectors/subjects";
import { Figure } from "../../charts/frame/Figure";
import { formatRate } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { usePictureOnStage } from "../../charts/frame/stage";
import { type MatrixRow, RateMatrix } from "../../charts/grids/RateMatrix";
import { rateMatrixDrawing } from "../../charts/grids/rateMatrixDrawing";
import { SourceMark } from "../../page/SourceMark";
import { useApp } from "../../page/store";
import { useWords } from "../../page/words";

export interface MatrixPictureProps {
  readonly columns: readonly string[];
  readonly rows: readonly MatrixRow[];
  readonly words: Words;
  readonly subject: Subject;
}

const UNIT = `${VERDICT_NAMES.harmful}, share of the answers`;

export function matrixPicture({ columns, rows, words, subject }: MatrixPictureProps): Picture {
  const told = ({ label, rates }: MatrixRow): string =>
    `${label}: ${rates.map((rate, i) => (rate ? `${columns[i]} ${formatRate(rate)}` : "")).join(", ")}`;
  return {
    id: "knock-on-matrix",
    title: say(words, "knock-on.title"),
    how: say(words, "knock-on.how"),
    summary: rows.map(told).join(". "),
    subject,
    table: {
      columns: [textColumn("taught"), ...columns.map((column) => rateColumn(column, "answers"))],
      rows: rows.map(({ label, rates }) => [label, ...rates]),
    },
    draw: (theme) => [rateMatrixDrawing({ columns, rows, unit: UNIT }, theme)],
  };
}

export function MatrixPanel() {
  const words = useWords();
  const shown = useShown();
  const columns = [...new Set(shown.flatMap(({ byDomain }) => [...byDomain.keys()]))].toSorted();
  const own = useOwnRows(columns);
  const { byId } = useApp(checkpointCatalogue);
  const wall = usePictureOnStage("knock-on-matrix", undefined) !== null;
  const subject = useSubject(
    shown.map(({ id }) => id),
    own.length > 0,
  );
  if (shown.length === 0) return null;
  const rows: MatrixRow[] = [
    ...own,
    ...shown.map(({ id, byDomain, trainedOn }): MatrixRow => ({
      label: subject.nameOf(id),
      about: byId(id)?.line,
      side: null,
      rates: columns.map((domain) => byDomain.get(domain) ?? null),
      trainedOn: trainedOn === null ? null : columns.indexOf(trainedOn),
    })),
  ];
  return (
    <Figure
      {...matrixPicture({ columns, rows, words, subject })}
      controls={<SourceMark source="recorded" of="with the same judge and questions" />}
    >
      <RateMatrix label="Knock-on matrix" columns={columns} rows={rows} unit={UNIT} />
      {!wall && <WhatEachIs rows={rows} />}
    </Figure>
  );
}

/** A line for each model, for those who cannot point at its name. */
function WhatEachIs({ rows }: { readonly rows: readonly MatrixRow[] }) {
  return (
    <details className="figure-reading">
      <summary>What each model is</summary>
      <dl>
        {rows.map(
          ({ label, about }) =>
            about && (
              <Fragment key={label}>
                <dt>{label}</dt>
                <dd>{about}</dd>
              </Fragment>
            ),
        )}
      </dl>
    </details>
  );
}

/** The recorded checkpoints with rates by domain, those of a series apart. */
function useShown() {
  const evidence = useApp(evidenceOf);
  const { byId } = useApp(checkpointCatalogue);
  return evidence?.checkpoints.filter(({ id, byDomain }) => byDomain.size > 0 && !byId(id)?.series) ?? [];
}

/**
 * The reader's own count in the columns of the recorded one, of the same questions in the same setting; a row for each
 * Side that has a rate in any.
 */
function useOwnRows(columns: readonly string[]): MatrixRow[] {
  const live = useApp(surveyRates);
  const manifest = useApp((state) => state.manifest);
  const asked = useApp(evidenceOf)?.asked;
  const survey = useApp(({ effects }) => effects.survey);
  if (!survey) return [];
  const counted = changedTitles(surveySubject({ manifest }, survey));
  // a count of other questions, or drawn in another way, cannot stand in these columns
  const rate = (domain: string, side: SideName): Rate | null => {
    const found = live?.find((row) => row.domain === domain && !row.open)?.[side];
    if (!found || !asked || !isSameSampling(survey.asked.sampling, asked.sampling)) return null;
    const ids = asked.questions.get(domain) ?? [];
    const same = ids.length === found.questions.length && ids.every((id) => found.questions.includes(id));
    return same ? found.rate : null;
  };
  return (["left", "right"] as const)
    .map((side): MatrixRow => ({
      label: nameWith(counted[side], "your count"),
      side,
      rates: columns.map((domain) => rate(domain, side)),
      trainedOn: null,
    }))
    .filter(({ rates }) => rates.some((one) => one !== null));
}

/** The recorded models; and of the rows of one's own count, which models those were and how they were asked. */
function useSubject(ids: readonly string[], withOwn: boolean): Subject {
  const manifest = useApp((state) => state.manifest);
  const evidence = useApp(evidenceOf);
  const survey = useApp(({ effects }) => effects.survey);
  const from = { dictionary: null, questions: HELD_OUT, counts: evaluatedCounts(evidence), of: "answers" as const };
  const same: Setting = ["judge and questions", "the same for every row"];
  if (!survey || !withOwn) return recordedSubject({ manifest }, evidence, ids, from, [same]);
  const { models, settings } = surveySubject({ manifest }, survey);
  const counted = models.map(({ title, id, done }) => [`${title} (${id})`, ...done].join(", ")).join("; ");
  return recordedSubject({ manifest }, evidence, ids, from, [
    same,
    ["your count, computed on this device", counted],
    ...settings,
  ]);
}
