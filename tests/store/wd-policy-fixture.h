/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "store/wd-policy-places.h"

/* Policy folders and a profile below one temporary folder, owned by whoever runs the test. */
typedef struct {
	char *root;
	char *base;
	char *it;
	char *run;
	char *vendor;
	WdPolicyPlaces places;
} PolicyFixture;

PolicyFixture *wd_policy_fixture_new(void);
void wd_policy_fixture_free(PolicyFixture *fixture);
char *wd_policy_fixture_write(PolicyFixture *fixture, const char *path, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyFixture, wd_policy_fixture_free)
