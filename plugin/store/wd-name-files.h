/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/names/wd-name-list.h"
#include "engine/wd-policy.h"
#include "store/wd-policy-places.h"

/*
 * Reads the files behind [Contacts] AllowLists and DenyLists into a table. A million lines take a
 * while, so a thread of the caller's may do it: what it needs is copied into a request first, and
 * nothing here touches libgcrypt or the main loop. A list that binds the person is believed only if
 * somebody else wrote it, as policy files are.
 */

#define WD_NAME_FILE_MAX_PROBLEMS 50 /* told of one file; a wrong file is wrong in every line */

/* What to read; made on the main thread, then one thread's. */
typedef struct WdNameRequest WdNameRequest;

/* What came of it. */
typedef struct {
	WdNameList *list;    /* whatever could be read */
	gboolean is_missing; /* some file could not be read at all */
	GPtrArray *problems; /* of WdPolicyProblem * */
	guint n_lines;
} WdNameResult;

/* Where names that are no full path lie. */
typedef struct {
	const char *base;             /* (nullable) the profile's Warden folder */
	const char *managed_folder;   /* (nullable) */
	const WdPolicyPlaces *places; /* (nullable) owner of managed lists; NULL: anybody's */
} WdNamePlaces;

WdNamePlaces wd_name_places_get_installed(const char *base);
WdNameRequest *
wd_name_request_new(const WdPolicy *policy, WdPolicyKey key, const WdNamePlaces *places);
void wd_name_request_free(WdNameRequest *request);
gboolean wd_name_request_is_managed(const WdNameRequest *request);
const char *const *wd_name_request_get_paths(const WdNameRequest *request);
/* The key of the table that is to be made. */
const WdHashKey *wd_name_request_get_key(const WdNameRequest *request);

/*
 * Called for each file of a request: open for reading at its beginning, and closed afterwards; or
 * -1 and why it cannot be had.
 */
typedef void (*WdNameFileVisit)(const char *path, int fd, const GError *error, gpointer data);
void wd_name_request_visit(const WdNameRequest *request,
			   const gint *is_cancelled,
			   WdNameFileVisit visit,
			   gpointer data);
WdNameResult *wd_name_request_read(const WdNameRequest *request, const gint *is_cancelled);
void wd_name_result_free(WdNameResult *result);

/* For whoever asks why: each line of a file that means @peer. */
typedef void (*WdNameFound)(const char *path, guint line, const char *text, gpointer data);
void wd_name_request_search(const WdNameRequest *request,
			    const WdEvent *event,
			    gboolean is_sure,
			    WdNameFound found,
			    gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdNameRequest, wd_name_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdNameResult, wd_name_result_free)
