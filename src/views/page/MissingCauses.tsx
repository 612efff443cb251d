/** In the place of what shows the insides of models at work: on its way, not arrived, or not recorded. */
import { MissingSessions } from "./MissingSessions";
import { useApp, useServices } from "./store";

export function MissingCauses() {
  const { runner } = useServices();
  const file = useApp(({ office }) => office?.file.status ?? null);
  const causes = useApp(({ office }) => office?.causes ?? null);
  if (file !== "here" || !causes || causes.status === "waiting") return <MissingSessions />;
  if (causes.status !== "failed")
    return <p className="chapter-wait">Nothing is recorded of what is inside these models.</p>;
  const { message, advice } = causes.failure;
  return (
    <p className="notice" role="alert">
      {message} {advice}{" "}
      <button type="button" onClick={() => runner.fetchAgain()}>
        Try again
      </button>
    </p>
  );
}
