/**
 * A pack as it is written, once the schema has passed it: every value is still text. Only the reader knows these shapes;
 * everyone else sees `Pack`.
 */
export interface RawDated {
  readonly from: string;
  readonly to?: string;
  readonly source: string;
}
export interface RawTopUp {
  readonly topUp?: string;
  readonly otherHours?: readonly { readonly hours: string; readonly topUp: string }[];
  readonly above?: string;
  readonly metFrom?: 'elementTwo';
  readonly noAmount?: 'true';
}
export interface RawLevel extends RawTopUp {
  readonly level: string;
  readonly descriptor?: string;
  readonly high?: string;
  readonly medium?: string;
  readonly low?: string;
}
export interface RawElementThree extends RawDated {
  readonly shape: 'band' | 'matrix' | 'setting' | 'points';
  readonly title: string;
  readonly elementOne?: string;
  readonly elementTwo?: string;
  readonly upTo?: string;
  readonly every?: 'YEAR' | 'TERM';
  readonly termsAYear?: string;
  readonly hoursAWeek?: string;
  readonly severalStrands?: 'highest' | 'sum';
  readonly bands?: readonly (RawTopUp & { readonly band: string; readonly name?: string })[];
  readonly settings?: readonly (RawTopUp & { readonly setting: string; readonly alsoCalled?: readonly string[]; readonly urn?: string })[];
  readonly steps?: readonly (RawTopUp & { readonly from: string; readonly to?: string; readonly band?: string })[];
  readonly areas?: readonly {
    readonly area: string;
    readonly weight: string;
    readonly mostPoints?: string;
    readonly domains?: readonly string[];
  }[];
  readonly strands?: readonly { readonly strand: string; readonly name?: string; readonly levels: readonly RawLevel[] }[];
}
export interface RawQuestion {
  readonly question: string;
  readonly answers: readonly { readonly answer: string; readonly points: string }[];
}
export interface RawRas extends RawDated {
  readonly method: 'steps' | 'point-price' | 'hours' | 'bands';
  readonly title: string;
  readonly every: string;
  readonly questionnaire?: string;
  readonly upTo?: string;
  readonly rounding?: { readonly to: string; readonly way: 'up' | 'down' | 'nearest' };
  readonly steps?: readonly { readonly from: string; readonly to?: string; readonly amount?: string; readonly band?: string }[];
  readonly questions?: readonly RawQuestion[];
  readonly pricePerPoint?: string;
  readonly lowestPoints?: string;
  readonly highestPoints?: string;
  readonly ratePerHour?: string;
  readonly mostHours?: string;
  readonly question?: string;
  readonly otherRates?: readonly { readonly answer: string; readonly ratePerHour: string }[];
  readonly bands?: readonly { readonly band: string; readonly amount?: string }[];
}
export interface RawCarerLevels extends RawDated {
  readonly title: string;
  readonly every: string;
  readonly upTo?: string;
  readonly question?: string;
  readonly levels: readonly { readonly level: string; readonly amount: string }[];
}
export interface RawRates extends RawDated {
  readonly services: readonly { readonly service: string; readonly unit: string; readonly price: string; readonly ceiling?: string }[];
}
export interface RawFinancial extends RawDated {
  readonly note?: string;
  readonly capital?: Readonly<Record<string, string>>;
  readonly minimumIncomeGuarantee?: Readonly<Record<string, string>>;
  readonly personalExpensesAllowance?: string;
  readonly savingsCreditDisregard?: Readonly<Record<string, string>>;
  readonly disposableIncomeAllowance?: string;
  readonly maximumCharge?: string;
  readonly standardDisabilityRelatedExpenditureByBenefit?: Readonly<Record<string, string>>;
  readonly pensionCreditAgeNotBefore?: string;
  readonly pensionCreditAge?: string;
  readonly shareOfDisposableIncome?: string;
  readonly minimumCharge?: string;
  readonly standardDisabilityRelatedExpenditure?: string;
}
export interface RawService {
  readonly code: string;
  readonly name: string;
  readonly streams: readonly string[];
  readonly availability: string;
  readonly traits?: readonly string[];
}
export interface RawPack {
  readonly pack: string;
  readonly version: string;
  readonly authority: { readonly name: string; readonly dfe?: string; readonly ons?: string };
  readonly extends?: string;
  readonly from: string;
  readonly to?: string;
  readonly reviewDue: string;
  readonly draft?: string;
  readonly source: string;
  readonly elementThree?: readonly RawElementThree[];
  readonly childrensRas?: readonly RawRas[];
  readonly adultsRas?: readonly RawRas[];
  readonly carerLevels?: readonly RawCarerLevels[];
  readonly rates?: readonly RawRates[];
  readonly financialAssessment?: readonly RawFinancial[];
  readonly catalogue?: {
    readonly services?: readonly RawService[];
    readonly boughtFrom?: readonly { readonly service: string; readonly streams: readonly string[] }[];
    readonly availability?: readonly { readonly service: string; readonly streams?: readonly string[]; readonly is: string }[];
  };
  readonly rules?: readonly string[];
  readonly practice?: {
    readonly consultationDays?: string;
    readonly reviews?: {
      readonly basis: string;
      readonly usuallyEveryMonths: string;
      readonly firstWithinMonths?: string;
      readonly secondAfterMonths?: string;
      readonly thenEveryMonths?: readonly string[];
    };
    readonly disputeStages?: readonly string[];
    readonly leadDays?: { readonly reviews?: string; readonly agreements?: string; readonly transitions?: string };
    readonly approvalLimits?: Readonly<Record<string, string>>;
    readonly suppressionThreshold?: string;
    readonly summaries?: { readonly every?: string; readonly publishedAfterDays?: string; readonly keep?: string };
  };
}
