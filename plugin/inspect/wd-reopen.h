/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The same file once more, for somebody else: their own place in it, and nothing but reading. */
int wd_reopen(int fd);
