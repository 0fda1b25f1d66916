/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-marked.h"
#include "engine/wd-policy-rows.h"

/* [Spim], [Worms]: unwanted messages and outbreaks. */

const WdPolicySchemaRow wd_policy_rows_spim[] = {
	{
		.key = WD_KEY_SPIM_ENABLED,
		.group = "Spim",
		.name = "Enabled",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Looks for unwanted messages of strangers."),
	},
	{
		.key = WD_KEY_SPIM_ACTION,
		.group = "Spim",
		.name = "Action",
		.type = WD_TYPE_CHOICE,
		.fallback = "hold",
		.strict = "hold",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = N_("What happens to an unwanted message."),
	},
	{
		.key = WD_KEY_SPIM_THRESHOLD,
		.group = "Spim",
		.name = "Threshold",
		.type = WD_TYPE_NUMBER,
		.fallback = "0.5",
		.strict = "0.4",
		.maximum = 1,
		.since = "0.1",
		.doc = N_("Probability from which a message counts as unwanted. At 0.5 the "
			  "shipped model "
			  "accuses about one in a thousand ordinary messages of strangers."),
	},
	{
		.key = WD_KEY_SPIM_MODEL,
		.group = "Spim",
		.name = "Model",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.since = "0.1",
		.doc = N_("Path of a model that wardenctl spim train has written; empty: the "
			  "shipped one. One that is named here by a company must belong to "
			  "root. While it cannot be used the shipped one is."),
	},
	{
		.key = WD_KEY_SPIM_LEARNING,
		.group = "Spim",
		.name = "Learning",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "false",
		.since = "0.1",
		.doc = N_("Whether \"This Is SPIM\" and \"Not SPIM\" teach anything. While it is "
			  "false, what was taught before has no weight, but is kept."),
	},
	{
		.key = WD_KEY_SPIM_MESSAGES_PER_MINUTE,
		.group = "Spim",
		.name = "MessagesPerMinute",
		.type = WD_TYPE_INTEGER,
		.fallback = "10",
		.strict = "5",
		.maximum = 30,
		.since = "0.1",
		.doc = N_("From how many messages of one stranger in a minute on they are "
			  "held; three "
			  "times as many from one who has had an answer. 0: no limit."),
	},
	{
		.key = WD_KEY_SPIM_STRANGERS_PER_MINUTE,
		.group = "Spim",
		.name = "StrangersPerMinute",
		.type = WD_TYPE_INTEGER,
		.fallback = "10",
		.strict = "5",
		.maximum = 60,
		.since = "0.1",
		.doc = N_("From how many strangers in a minute on one account on they are "
			  "held. 0: no "
			  "limit."),
	},
	{
		.key = WD_KEY_SPIM_ALL_STRANGERS_PER_MINUTE,
		.group = "Spim",
		.name = "AllStrangersPerMinute",
		.type = WD_TYPE_INTEGER,
		.fallback = "15",
		.strict = "8",
		.maximum = 60,
		.since = "0.1",
		.doc = N_("The same over all accounts together. 0: no limit."),
	},
	{
		.key = WD_KEY_WORMS_ENABLED,
		.group = "Worms",
		.name = "Enabled",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Looks for the same message going to many people."),
	},
	{
		.key = WD_KEY_WORMS_RECIPIENTS,
		.group = "Worms",
		.name = "Recipients",
		.type = WD_TYPE_INTEGER,
		.fallback = "3",
		.strict = "3",
		.minimum = 2,
		.maximum = 1000,
		.since = "0.1",
		.doc = N_("From how many different people on the same message counts as a "
			  "worm."),
	},
	{
		.key = WD_KEY_WORMS_WINDOW,
		.group = "Worms",
		.name = "Window",
		.type = WD_TYPE_DURATION,
		.fallback = "PT10M",
		.strict = "PT1H",
		.minimum = 1000,
		.maximum = 86400000,
		.since = "0.1",
		.doc = N_("How far back the same message counts."),
	},
};

const guint wd_policy_n_rows_spim = G_N_ELEMENTS(wd_policy_rows_spim);
