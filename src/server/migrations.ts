import { CreateHub1763776800000 } from '../../migrations/1763776800000-create-hub';
import { AddResidence1763863200000 } from '../../migrations/1763863200000-add-residence';
import { AddOutcomeDays1763863300000 } from '../../migrations/1763863300000-add-outcome-days';
import { ChainAuditTrail1763863400000 } from '../../migrations/1763863400000-chain-audit-trail';
import { AddConsultationReferences1763863500000 } from '../../migrations/1763863500000-add-consultation-references';
import { IndexCaredFor1763863600000 } from '../../migrations/1763863600000-index-cared-for';
import { AddMovementDays1763863700000 } from '../../migrations/1763863700000-add-movement-days';
import { VersionTransactions1763870400000 } from '../../migrations/1763870400000-version-transactions';
import { AddEmergencyAccess1763870460000 } from '../../migrations/1763870460000-add-emergency-access';
import { AddPersonWas1763870520000 } from '../../migrations/1763870520000-add-person-was';
import { ShareWithFamily1795800006000 } from '../../migrations/1795800006000-share-with-family';
import { RationEmergencies1795800006100 } from '../../migrations/1795800006100-ration-emergencies';
import { AddSummaryPublication1795800007000 } from '../../migrations/1795800007000-add-summary-publication';
import { AddHouseholdRelative1795900005000 } from '../../migrations/1795900005000-add-household-relative';
import { OrganisationsInTime1795900006000 } from '../../migrations/1795900006000-organisations-in-time';
import { PutMistakesRight1795900007000 } from '../../migrations/1795900007000-put-mistakes-right';
import { AddSpendingStatement1795900008000 } from '../../migrations/1795900008000-add-spending-statement';
import { IndexPeopleByDetails1795900011000 } from '../../migrations/1795900011000-index-people-by-details';

/** In the order they run; a migration is never edited once merged. */
export const migrations = [
  CreateHub1763776800000,
  AddResidence1763863200000,
  AddOutcomeDays1763863300000,
  ChainAuditTrail1763863400000,
  AddConsultationReferences1763863500000,
  IndexCaredFor1763863600000,
  AddMovementDays1763863700000,
  VersionTransactions1763870400000,
  AddEmergencyAccess1763870460000,
  AddPersonWas1763870520000,
  ShareWithFamily1795800006000,
  RationEmergencies1795800006100,
  AddSummaryPublication1795800007000,
  AddHouseholdRelative1795900005000,
  OrganisationsInTime1795900006000,
  PutMistakesRight1795900007000,
  AddSpendingStatement1795900008000,
  IndexPeopleByDetails1795900011000,
];
