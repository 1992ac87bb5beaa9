import type { HolderKind } from '../person/person.types';
import type { OutcomeTag, PlanSection } from '../plans/plan.types';
import type { ArrangementKind } from '../streams/stream.types';
import type { Amount } from '../vocabulary/amount';
import type { Day, Span } from '../vocabulary/day';
import type { Pence, Thousandths } from '../vocabulary/money';
import type { Stream } from '../vocabulary/stream';
import type { Mix } from './mixes';
import type { Ethnicity, Sex } from './published-shares';
import type { Setting } from './schools';

/** Who somebody is. Nobody of the sample exists: the NHS number is of the range that is never issued. */
export interface MadeUpPerson {
  readonly index: number;
  readonly mix: Mix;
  readonly nhsNumber: string;
  /** The council's own number, the same in its children's and its adults' systems. */
  readonly localId: string;
  readonly upn: string | null;
  readonly uln: string | null;
  readonly surname: string;
  readonly forename: string;
  readonly sex: Sex;
  readonly ethnicity: Ethnicity;
  readonly postcode: string;
  readonly born: Day;
}

export interface EhcPlan {
  readonly from: Day;
  readonly ceased: { readonly on: Day; readonly reason: string } | null;
  readonly needs: readonly string[];
  readonly setting: Setting | null;
  /** Where there is no setting: how the return says that education happens elsewhere. */
  readonly elsewhere: string | null;
}

export interface TopUp extends Span {
  readonly setting: Setting;
  readonly strand: string;
  readonly level: number;
  readonly tier: string;
  readonly topUp: Pence;
  /** What the setting releases, and who agreed to that; null where it has not said. */
  readonly release: { readonly amount: Pence; readonly on: Day; readonly by: string; readonly role: string } | null;
}

/** What a children's or an adults' resource allocation system said. */
export interface RasAnswer extends Span {
  readonly questionnaire: string;
  readonly points: number;
  readonly indicative: Amount;
  readonly assessedOn: Day;
  readonly assessedBy: string;
  readonly agreement: { readonly amount: Amount; readonly on: Day; readonly releasedOn: Day } | null;
  /** What the person pays a week; null where it has not been worked out, and for children always. */
  readonly contributionPerWeek: Pence | null;
}

/** A care package that the NHS commissions. Type 01 direct payment, 02 notional, 03 third party, 04 not a personal health budget. */
export interface HealthPackage extends Span {
  readonly type: '01' | '02' | '03' | '04';
  readonly product: string;
  readonly unitCost: Pence;
  /** 02 hourly, 04 weekly. */
  readonly every: '02' | '04';
  readonly hoursPerWeek: Thousandths | null;
  readonly perWeek: Amount;
}

export type CostFrequency =
  'Weekly' | 'Fortnightly' | '4-weekly' | 'Monthly' | 'Quarterly' | 'Annually' | 'One-off' | 'Hourly' | 'Daily' | 'Per session';
export interface ServiceCost {
  readonly unitCost: Pence;
  readonly every: CostFrequency;
  readonly unitsPerWeek: Thousandths | null;
}

/** A row of Client Level Data: something that happened for an adult, or for a carer. */
export interface CareEvent extends Span {
  readonly client: 'Service User' | 'Carer';
  readonly type: 'Assessment' | 'Service' | 'Review';
  readonly outcome: string;
  readonly serviceType: string;
  readonly component: string;
  readonly mechanism: string;
  readonly provider: { readonly name: string; readonly location: string } | null;
  /** null for what is no service, and for a service whose cost the council does not hold by the person. */
  readonly cost: ServiceCost | null;
}

/** A stream's agreed budget that lines of Section J draw on. */
export interface Agreed extends Span {
  readonly stream: Stream;
  readonly amount: Amount;
  /** How the NHS holds it, for a health budget; null for any other. */
  readonly type: HealthPackage['type'] | null;
}

/** A costed line of Section J. */
export interface SampleSectionJLine extends Span {
  readonly stream: Stream;
  readonly section: PlanSection;
  readonly outcome: string;
  readonly tags: readonly OutcomeTag[];
  readonly service: string;
  readonly description: string;
  readonly quantity: string;
  readonly cost: Amount;
  readonly arrangement: ArrangementKind;
  readonly holder: HolderKind;
  readonly holderName: string;
}

/** Everything that the files say about one person. */
export interface SamplePerson {
  readonly who: MadeUpPerson;
  readonly plan: EhcPlan | null;
  readonly topUp: TopUp | null;
  readonly childrensRas: RasAnswer | null;
  readonly adultsRas: RasAnswer | null;
  readonly packages: readonly HealthPackage[];
  readonly care: readonly CareEvent[];
  readonly lines: readonly SampleSectionJLine[];
  /** Payments from the cards that hold their direct payments. */
  readonly cards: readonly CardPayment[];
  /** For a carer: the local number of the adult they care for. */
  readonly caresFor: string | null;
  readonly hasUnpaidCarer: boolean;
  /** Has a health budget, and has chosen to have it shown in the pool. */
  readonly showsHealth: boolean;
}

/** What a card programme's export says of one payment. */
export interface CardPayment {
  readonly trace: string;
  readonly entry: 'Authorisation approved' | 'Authorisation declined' | 'Reversal';
  readonly card: string;
  readonly on: Day;
  readonly amount: Pence;
  readonly merchant: Merchant;
  /** The line of Section J that the payment's own reference names; null for most people who do not write one. */
  readonly reference: string | null;
}
export interface Merchant {
  readonly name: string;
  readonly category: string;
  readonly categoryName: string;
}
