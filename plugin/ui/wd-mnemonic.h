/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Labels carry a mnemonic: "_Apply", and where letters are not the language's own "適用する(_A)".
 */
char *wd_mnemonic_strip(const char *label);
