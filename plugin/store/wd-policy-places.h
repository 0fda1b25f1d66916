/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-parse.h"

#define WD_POLICY_ANY_OWNER G_GINT64_CONSTANT(-1)

/* Where policy lies: each folder has managed.d and recommended.d in it. */
typedef struct {
	const char *it;            /* (nullable) */
	const char *run;           /* (nullable) device management's */
	const char *vendor;        /* (nullable) */
	gint64 owner;              /* the one uid that may own files and folders, or any */
	const char *trusted_above; /* folders from here down are checked */
} WdPolicyPlaces;

const WdPolicyPlaces *wd_policy_places_get_installed(void);
void wd_policy_places_load(const WdPolicyPlaces *places,
			   gboolean is_managed,
			   GPtrArray *files,
			   GPtrArray *problems);
WdPolicyFile *wd_policy_place_load(const char *path, WdPolicyLevel level, GPtrArray *problems);
