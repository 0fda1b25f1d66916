/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-parse.h"

/*
 * Which files of a policy are read, and which are not to be believed. A managed file binds the
 * person, so it must come from somebody else: the owner of the file and of the folders on the way
 * to it is checked. The folders are fixed at build time, or a variable in the environment would
 * lift the policy.
 */

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
/* These only read and parse. What the files mean together is for wd_policy_merge(). */
void wd_policy_places_load(const WdPolicyPlaces *places,
			   gboolean is_managed,
			   GPtrArray *files,
			   GPtrArray *problems);
/* A file or folder that a policy names, checked the same way; a descriptor, or -1. */
int wd_policy_places_open(const WdPolicyPlaces *places, const char *path, GError **error);
WdPolicyFile *wd_policy_place_load(const char *path, WdPolicyLevel level, GPtrArray *problems);
