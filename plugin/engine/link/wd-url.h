/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Reads what people and programs wrote, as forgivingly as a browser, because the browser will.
 * Fragments are dropped: no check asks for them. Nothing is looked up.
 */

/* A URL as a browser reads it. */
typedef struct {
	char *scheme;        /* lower case */
	char *user_info;     /* (nullable) what stands before the @ of the authority */
	char *host;          /* (nullable) what a browser contacts, ASCII */
	guint port;          /* as written; 0: none */
	char *path;          /* from the end of the host to the query; may be "" */
	char *query;         /* (nullable) without the question mark */
	gboolean is_web;     /* http, https, ftp, ws, wss: must have a host */
	gboolean is_refused; /* a browser refuses it: host is NULL although it must have one */
} WdUrl;

WdUrl *wd_url_parse(const char *text);
void wd_url_free(WdUrl *url);
char *wd_url_format(const WdUrl *url);
char *wd_url_format_place(const WdUrl *url, gsize n_host);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdUrl, wd_url_free)
