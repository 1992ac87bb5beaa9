import { STREAMS, type Stream } from '../vocabulary/stream';
import { adultSocialCare } from './adult-social-care/adult-social-care.stream';
import { carers } from './carers/carers.stream';
import { childrensSocialCare } from './childrens-social-care/childrens-social-care.stream';
import { elementThree } from './element-3/element-3.stream';
import type { Charges, FundingStream } from './funding-stream';
import { health } from './health/health.stream';
import { otherFunding } from './other-funding/other-funding.stream';

/** Every funding stream by its name: what is asked of a stream is asked through this list. */
export const FUNDING_STREAMS: Readonly<Record<Stream, FundingStream>> = {
  EDUCATION: elementThree,
  CHILDRENS_SOCIAL_CARE: childrensSocialCare,
  ADULT_SOCIAL_CARE: adultSocialCare,
  CARER: carers,
  HEALTH: health,
  OTHER: otherFunding,
};

/** The streams of which something holds, in the order a pool lists them. */
export const streamsThat = (holds: (stream: FundingStream) => boolean): readonly Stream[] => STREAMS.filter((id) => holds(FUNDING_STREAMS[id]));

/** Is it a stream in which the person pays towards this? */
export const charges = (stream: Stream, what: Charges): boolean => FUNDING_STREAMS[stream].charges === what;

/** The stream of the care that a person pays towards themselves. */
export const OWN_CARE: Stream = streamsThat((stream) => stream.charges === 'OWN_CARE')[0] ?? STREAMS[0];
