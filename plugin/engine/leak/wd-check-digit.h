/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The arithmetic that numbers of cards, accounts and people prove themselves with. Arguments are
 * compact: digits and capital letters only, as many as the caller has counted.
 */

#define WD_DIGIT(c) ((guint)((c) - '0'))

gboolean wd_check_luhn(const char *digits, guint n);
gboolean wd_check_verhoeff(const char *digits, guint n);
gboolean wd_check_mod11_10(const char *digits, guint n);
gboolean wd_check_mod97_10(const char *text, gsize n);
guint wd_check_weighted(const char *digits, const guint8 *weights, guint n);
guint wd_check_remainder(const char *digits, guint n, guint modulus);
guint wd_check_letter_value(char c);
gboolean wd_check_date(guint year, guint month, guint day);
guint wd_check_pair(const char *digits);
