/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * `wardenctl lists compile --fingerprints`: a folder of confidential documents becomes an index of
 * hashes. The documents' names are printed with their numbers and stand in no file.
 */

WdCtlExit wd_ctl_fingerprints_compile(WdCtl *ctl, const char *folder, const char *output);
