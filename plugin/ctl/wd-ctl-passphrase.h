/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"
#include "store/wd-keys.h"

/*
 * Passphrases come from the terminal, unseen, or else from the first line of standard input. Never
 * from the command line, which everybody on the computer can read.
 */
char *wd_ctl_passphrase_ask(const WdCtl *ctl, const char *prompt); /* secret: wipe it */
void wd_ctl_passphrase_free(char *passphrase);

/* Unlocks the keys of a profile, however they are protected. Says what is wrong. */
gboolean wd_ctl_unlock(const WdCtl *ctl, const char *base, WdKeys *keys);
