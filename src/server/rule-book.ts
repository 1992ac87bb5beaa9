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
import '../budgets/whole-care.rules';
import '../decide/decider';
import '../oversight/disputes.rules';
import '../oversight/emergency.rules';
import '../people/control.rules';
import '../policy/policy.rules';
import '../streams/adult-social-care/allocation.rules';
import '../streams/adult-social-care/beside.rules';
import '../streams/adult-social-care/contribution.rules';
import '../streams/adult-social-care/guarantee.rules';
import '../streams/adult-social-care/provision.rules';
import '../streams/adult-social-care/standing.rules';
import '../streams/arrangement.rules';
import '../streams/carers/allocation.rules';
import '../streams/carers/award.rules';
import '../streams/carers/joint.rules';
import '../streams/carers/replacement-care.rules';
import '../streams/childrens-social-care/allocation.rules';
import '../streams/childrens-social-care/provision.rules';
import '../streams/childrens-social-care/ras.rules';
import '../streams/childrens-social-care/running.rules';
import '../streams/element-3/agreeing.rules';
import '../streams/element-3/award.rules';
import '../streams/element-3/provision.rules';
import '../streams/element-3/reviewing.rules';
import '../streams/element-3/top-up.rules';
import '../streams/health/commissioner.rules';
import '../streams/health/eligibility.rules';
import '../streams/health/notice.rules';
import '../streams/health/provision.rules';
import '../streams/services.rules';
import '../streams/stream';
