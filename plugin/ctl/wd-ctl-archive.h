/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"
#include "store/wd-log-archive.h"

/*
 * The logs of a profile, with the key that reads them: what `logs list`, `show`, `verify` and
 * `export` have in common. The key is the profile's, or one from --key such as a company's
 * recovery key, which is how a log is read without the person.
 */
typedef struct {
	WdKeys *keys;
	WdLogArchive *archive;
	GPtrArray *listings; /* of const WdLogListing *, newest first */
} WdCtlArchive;

WdCtlArchive *wd_ctl_archive_open(const WdCtl *ctl, const char *identity_path);
void wd_ctl_archive_close(WdCtlArchive *archive);
const char *wd_ctl_archive_find(const WdCtl *ctl, const WdCtlArchive *archive, const char *name);
GHashTable *wd_ctl_archive_collect_ids(const WdCtlArchive *archive);
char *wd_ctl_archive_get_id(const char *path);
/* With which key logs were opened, in a word for the audit trail. */
const char *wd_ctl_archive_get_reason(const WdCtlArchive *archive);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdCtlArchive, wd_ctl_archive_close)
