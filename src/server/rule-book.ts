/*
 * Every file in which a rule is defined, so that `rules` lists them all, whether or not a mutation asks them yet. A test holds
 * that none is missing.
 */
import '../access/family.rules';
import '../budgets/agreement/four-eyes.rules';
import '../decide/staleness';
import '../budgets/mistakes/mistakes.rules';
import '../budgets/agreement/need-once.rules';
import '../budgets/caller/budget-mutation';
import '../budgets/charge/charge.rules';
import '../budgets/lines/draw-down.rules';
import '../budgets/holding/arrangement.rules';
import '../budgets/lines/line.rules';
import '../budgets/running/pass-on.rules';
import '../budgets/standing/area-moved.rules';
import '../budgets/lines/council-rate.rules';
import '../budgets/change/reduction.rules';
import '../budgets/agreement/plan-agreed.rules';
import '../budgets/standing/review-cycle.rules';
import '../budgets/spending/evidence.rules';
import '../budgets/spending/spending.rules';
import '../decide/decider';
import '../oversight/disputes.rules';
import '../access/emergency/emergency-access.rules';
import '../people/organisation.rules';
import '../person/control.rules';
import '../policy/policy.rules';
import '../streams/rule-book';
