/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * `logs export`: conversations out of the encrypted archive, for whoever has a right to them. Kept
 * apart from the other log commands because this one writes plain text to disk: always into a new
 * folder, and with a manifest that shows a later change.
 */
WdCtlExit wd_ctl_logs_export(WdCtl *ctl);
