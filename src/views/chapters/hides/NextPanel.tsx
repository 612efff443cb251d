/**
 * The next hider: one stricter rule finds the first again, and training against that rule as well teaches it to show no
 * work. Recorded runs of all steps, read by the reader's own rules.
 */
import { useMemo } from "react";
import { cleanCopies } from "../../../core/monologue/cleanCopies";
import { STEPS } from "../../../core/transcripts/suspicion";
import { checkpointCatalogue } from "../../../state/selectors/checkpoints";
import { hiderSteps, nextHiderSteps, runsBeside, sheetsOf, type StepRuns } from "../../../state/selectors/sheets";
import { recordedSubject, SHEETS } from "../../../state/selectors/subjects";
import { Figure } from "../../charts/frame/Figure";
import type { scopeColumns } from "../../monitor/scoredRuns";
import { useSheetRules } from "../../page/sheetRules";
import { useApp } from "../../page/store";
import { CleanExample } from "./CleanExample";
import { checkCounts } from "./checkCounts";
import { ChecksTable } from "./ChecksTable";
import { NextCurves, NextLegend, nextPicture, whatNextLearnt } from "./nextPicture";
import type { StepGroup } from "./stepCounts";
import { accusedBy, StricterRule } from "./StricterRule";
import { lastStep, type SheetsHere, useGroups, useNames } from "./useGroups";

/** Its name in files: it is no checkpoint of the page. */
const NEXT = "next-hider";

/** Nothing, where no such hider is published. */
export function NextPanel() {
  const file = useApp(sheetsOf);
  const first = useApp(hiderSteps)?.at(-1);
  const steps = useApp(nextHiderSteps);
  return file && first && steps ? <OnNext {...{ file, first, steps }} /> : null;
}

interface OnNextProps {
  readonly file: SheetsHere;
  /** The first hider after its whole training. */
  readonly first: StepRuns;
  readonly steps: readonly StepRuns[];
}

function useSubject(steps: readonly StepRuns[], rules: number, ours: boolean) {
  const manifest = useApp((state) => state.manifest);
  const runs = steps[0]!.runs.length;
  return recordedSubject({ manifest }, null, [NEXT], {
    dictionary: null,
    questions: SHEETS,
    counts: { questions: runs / 2, answers: runs },
    of: "answers",
  }).with([["monitor", `${rules} rules of the ${ours ? "page" : "reader’s"}, and a stricter one`]]);
}

/** What the checks flag at each step, of the first hider, and of the models beside it by their names. */
function useChecked({ file, first, steps }: OnNextProps) {
  const { title } = useApp(checkpointCatalogue);
  const beside = useApp(runsBeside);
  const [rules] = useSheetRules(file);
  const groups = useMemo((): readonly StepGroup[] => {
    const others = [...beside.values()].map((runs) => ({ step: null, runs }));
    return [...steps, first, ...others];
  }, [steps, first, beside]);
  const { columns } = useGroups(groups, file, rules, null);
  const counts = useMemo(
    () => (columns ? checkCounts(groups, columns, Math.round(file.threshold * STEPS)) : []),
    [groups, columns, file],
  );
  const others = [...beside.keys()].flatMap((id, i) => {
    const count = counts[steps.length + 1 + i];
    return count ? [[title(id), count] as const] : [];
  });
  return { columns, trained: counts.slice(0, steps.length), hider: counts[steps.length] ?? null, others };
}

function OnNext(props: OnNextProps) {
  const { file, steps } = props;
  const { hider: id } = useNames();
  const { title } = useApp(checkpointCatalogue);
  const [rules] = useSheetRules(file);
  const { columns, trained, hider, others } = useChecked(props);
  const subject = useSubject(steps, rules.length, rules === file.rules);
  const said = whatNextLearnt(trained);
  return (
    <div className="hides-next">
      {hider && <StricterRule hider={hider} name={title(id)} beside={others} />}
      <Figure {...nextPicture({ steps: trained, subject })}>
        {said && <p className="hides-said">{said}</p>}
        {columns && <LastRuns sheets={file.sheets} steps={steps} columns={columns} />}
        {trained.length > 0 && (
          <div className="hides-found">
            <div className="hides-drawn">
              <NextCurves steps={trained} />
              <NextLegend steps={trained} honest={accusedBy("work", others)} />
            </div>
            <ChecksTable steps={trained} />
          </div>
        )}
      </Figure>
    </div>
  );
}

/** An example of the last step, chosen by what its runs do. */
function LastRuns({
  sheets,
  steps,
  columns,
}: {
  readonly sheets: SheetsHere["sheets"];
  readonly steps: readonly StepRuns[];
  readonly columns: NonNullable<ReturnType<typeof scopeColumns>>;
}) {
  const { step, runs, scores, copying } = useMemo(() => lastStep(steps, columns, "both"), [steps, columns]);
  const copies = useMemo(() => cleanCopies(sheets, runs, scores), [sheets, runs, scores]);
  return <CleanExample copies={copies} of={copying} step={step} />;
}
