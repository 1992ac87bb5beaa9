/** The funding streams, in the order a pool lists them. */
export const STREAMS = ['EDUCATION', 'CHILDRENS_SOCIAL_CARE', 'ADULT_SOCIAL_CARE', 'CARER', 'HEALTH', 'OTHER'] as const;
export type Stream = (typeof STREAMS)[number];

export const STREAM_NAMES: Record<Stream, string> = {
  EDUCATION: 'education',
  CHILDRENS_SOCIAL_CARE: "children's social care",
  ADULT_SOCIAL_CARE: 'adult social care',
  CARER: 'the carer',
  HEALTH: 'health',
  OTHER: 'other funding',
};

/** Who pays for a stream: the person's council, their NHS commissioner, or somebody else. */
export type Payer = 'COUNCIL' | 'HEALTH_COMMISSIONER' | 'ANOTHER';
const PAYERS: Readonly<Record<Stream, Payer>> = {
  EDUCATION: 'COUNCIL',
  CHILDRENS_SOCIAL_CARE: 'COUNCIL',
  ADULT_SOCIAL_CARE: 'COUNCIL',
  CARER: 'COUNCIL',
  HEALTH: 'HEALTH_COMMISSIONER',
  OTHER: 'ANOTHER',
};
export const paidBy = (stream: Stream): Payer => PAYERS[stream];

/** Is it shown to others than its payer only if the person says so (PHB-SHOWN)? */
export const isShownByChoice = (stream: Stream): boolean => paidBy(stream) === 'HEALTH_COMMISSIONER';

/** The stream that NHS Continuing Healthcare is paid in. */
export const HEALTHCARE: Stream = 'HEALTH';
