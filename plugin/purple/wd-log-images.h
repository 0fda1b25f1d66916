/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "store/wd-log.h"

/*
 * Pictures in messages, from libpurple's image store into a log and back. In a message they are
 * numbers that mean another picture tomorrow; in a log they are bytes beside the message that shows
 * them, so that nothing lies in the clear. What else a message calls a picture is never loaded.
 */

/* The pictures of one message on its way into a log. */
typedef struct {
	GArray *images;  /* of WdLogImage; point into what is held */
	GPtrArray *held; /* of PurpleStoredImage *, a reference each */
	gsize len;       /* bytes of all of them */
} WdLogImages;

char *wd_log_images_take(const char *html, WdLogImages *taken);
void wd_log_images_clear(WdLogImages *taken);

/*
 * For whoever shows a log. The shelf holds the pictures that a page names in libpurple's image
 * store, and keeps them there until it is dropped.
 */
char *wd_log_images_keep_ours(const char *html);
char *wd_log_images_show(const char *html, const WdLogMessage *message, GArray *shelf);
GArray *wd_log_images_new_shelf(void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdLogImages, wd_log_images_clear)
