import type { RuleId } from '../../src/rules/rule-ids';
import type { RuleEffect } from '../../src/rules/rule';

/** A result, or a step that names the rule it follows. */
interface Said {
  readonly rule?: string | null;
  readonly effect?: RuleEffect;
  readonly message?: string;
  readonly detail?: string;
  readonly fix?: string | null;
}

type Heard = () => readonly Said[] | Promise<readonly Said[]>;

export interface ToldRule {
  /** The rule is heard: in words a parent could read, and with a way out where it stops something. */
  speaks(when: string, said: Heard, effect?: RuleEffect): ToldRule;
  passes(when: string, said: Heard): ToldRule;
}

/** `rule('EDU-AGE').speaks(…).passes(…)`: the registry test counts that every rule of the rule book is written so. */
export function rule(id: RuleId): ToldRule {
  const told: ToldRule = {
    speaks(when, said, effect) {
      test(`${id} speaks ${when}`, async () => {
        const heard = (await said()).filter((each) => each.rule === id);
        expect(heard).not.toEqual([]);
        for (const each of heard) {
          expect(each.message ?? each.detail).toMatch(/^[A-Z0-9£"].{15,}\.$/s);
          if (each.effect === 'REFUSE' || each.effect === 'NEEDS_AGREEMENT') expect(each.fix).toMatch(/^[A-Z].{10,}[.)]$/s);
        }
        if (effect) expect(heard.map((each) => each.effect)).toContain(effect);
      });
      return told;
    },
    passes(when, said) {
      test(`${id} passes ${when}`, async () => {
        expect((await said()).filter((each) => each.rule === id)).toEqual([]);
      });
      return told;
    },
  };
  return told;
}
