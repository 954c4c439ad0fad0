"""The model of mood: five moving parts and one slider of doubt.

MADRS(t) = start - f E (p + q) - C(t), with t in days after the first dose.

* Each dose queues ``a w``; the queue is released with time constant ``tau_on``.
* p, the fast benefit:     dp/dt = release (1 - p) - p / tau_p
* q, the lasting benefit:  dq/dt = (k_c + k_train L) p (1 - q) - q / tau_q
* C(t), expectation, care and the natural course: what the control group does.
* f, the share of the gap between the groups that is the drug's own action.

Trials fix only the sum in the drug group.  How it splits into f and C is the
reader's doubt to set, and no mood curve is drawn for a regimen without a
controlled mood trial.
"""
