/*
 * Every file in which a rule is defined, so that `rules` lists them all, whether or not a mutation asks them yet. A test holds
 * that none is missing.
 */
import '../access/family.rules';
import '../budgets/agreeing.rules';
import '../budgets/charging.rules';
import '../budgets/drawing.rules';
import '../budgets/holding.rules';
import '../budgets/line.rules';
import '../budgets/moved.rules';
import '../budgets/rates.rules';
import '../budgets/reducing.rules';
import '../budgets/release.rules';
import '../budgets/reviewing.rules';
import '../budgets/spending.rules';
import '../decide/decider';
import '../oversight/disputes.rules';
import '../oversight/emergency.rules';
import '../people/control.rules';
import '../policy/policy.rules';
import '../streams/rule-book';
