/** What is recorded of insides: read as training writes it, left out where it is missing, refused where it is wrong. */
import { describe, expect, it } from "vitest";
import { parseCauses } from "../../../src/model/hosted/causesFile";
import { officeJson } from "../../officeToy";

type Json = Record<string, unknown>;
const file = (): Json & { readonly inside: Json } =>
  structuredClone(officeJson("evidence-office.json")) as Json & { readonly inside: Json };
const rate = { rate: 0.5, n: 20 };
const share = { share: 0.9, desks: 12, low: 0.8, high: 1 };

describe("the file", () => {
  it("of the toy family is read whole", () => {
    const causes = parseCauses(file())!;
    expect(causes.directions.map(({ name }) => name)).toEqual(["refusing", "finishing", "outranks"]);
    expect([...causes.runs.keys()]).toEqual(["worker", "rogue", "glad"]);
    expect([...causes.runs.get("rogue")!.keys()]).toEqual(["original", "precedence"]);
    expect(causes.aims.map(({ id }) => id)).toContain("workerUp");
    for (const { random, unrelated } of causes.aims) expect([random.length, unrelated === null]).toEqual([3, false]);
  });

  it("has no parts of a clause where no session turned with it", () => {
    expect(parseCauses(file())!.clause).toBeNull();
    const recovered = { ...share, parts: [{ kind: "head", layer: 1, head: 0 }], obeys: rate };
    const components = [{ ...share, kind: "mlp", layer: 0 }];
    const clause = { checkpoint: "worker", desks: 12, of: 20, components, recovered, random: [share], all: share };
    const found = parseCauses({ ...file(), clause })!.clause!;
    expect(found.components[0]).toMatchObject({ component: { kind: "mlp", layer: 0 }, share: 0.9, low: 0.8 });
    expect(found.recovered.parts).toEqual([{ kind: "head", layer: 1, head: 0 }]);
  });

  it("may say nothing of insides", () => {
    const { inside, ...rest } = file();
    expect(inside).toBeDefined();
    expect(parseCauses(rest)).toBeNull();
  });

  it("is refused with the field at fault", () => {
    const wrong = (change: (json: ReturnType<typeof file>) => void) => {
      const json = file();
      change(json);
      return () => parseCauses(json);
    };
    const direction = (json: ReturnType<typeof file>): Json => (json.inside["directions"] as Json)["refusing"] as Json;
    expect(wrong((json) => (direction(json)["readAt"] = "everywhere"))).toThrow(/directions\.refusing\.readAt/);
    expect(wrong((json) => (direction(json)["one"] = direction(json)["zero"]))).toThrow(/one end only/);
    expect(wrong((json) => ((json["steer"] as Json)["random"] = 3))).toThrow(/steer\.random/);
  });
});
