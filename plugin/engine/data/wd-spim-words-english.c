/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-spim-words.h"

/* What SPIM says in English and in Russian.  For these the trained model speaks as well; the choice
 * was looked over with public collections of short messages, so each phrase counts in full. */
/* clang-format off */
static const WdSpimGroup groups[] = {
	/* prizes and winning */
	{WD_SPIM_ABOUT_ANYTHING,
	 3,
	 "prize, have won, has won, you won, u won, won a, winner, awarded, lottery, jackpot, "
	 "giveaway, selected to receive, claim your, claim ur, to claim, free entry, lotterie, "
	 "gagnant, выиграли, выигрыш, приз, лотерея, розыгрыш, выиграл"},
	/* prizes, weaker */
	{WD_SPIM_ABOUT_ANYTHING,
	 1.5,
	 "claim, win, award, voucher, vouchers, gift card, giftcard, bonus, reward, rewards, "
	 "lucky, congratulations, congrats, бонус, бонусы, подарок, поздравляем"},
	/* easy money */
	{WD_SPIM_ABOUT_ANYTHING,
	 3,
	 "earn money, earn cash, make money, from home, financial freedom, passive income, "
	 "extra income, per day, a day guaranteed, daily earnings, daily profit, daily payout, "
	 "double your, earning site, guaranteed profit, trade platform, investment platform, "
	 "investment opportunity, investment company, trading platform, invest in, my "
	 "investment, start earning, huge profit, withdrawal, withdrawals, loan, loans, "
	 "instant loan, payday, debt, заработок, заработать, зарабатывать, доход, доходом, "
	 "удаленно, подработка, кредит, без вложений, деньги, прибыль, заработка, дохода, "
	 "зарплата, оплата ежедневно, пассивный"},
	/* coins and betting */
	{WD_SPIM_ABOUT_ANYTHING,
	 2.5,
	 "crypto, cryptocurrency, bitcoin, btc, usdt, altcoin, airdrop, forex, binary options, "
	 "casino, free spins, betting, nft, poker, roulette, slots, referral, presale, pump "
	 "signals, криптовалюта, криптовалюты, крипта, крипте, крипту, казино, ставки, "
	 "депозит, депозиту, арбитраж, трейдинг, трейдер, p2p, биткоин"},
	/* premium numbers and small print */
	{WD_SPIM_ABOUT_ANYTHING,
	 3,
	 "ppm, per min, p/min, p/msg, per msg, pobox, po box, t&c, t&cs, t's&c's, tcs, cs "
	 "apply, opt out, optout, unsubscribe, reply stop, send stop, txt stop, text stop, "
	 "stop to, from landline, landline, premium rate, bt national, national rate, customer "
	 "service, sms/min, subscription, freemsg, ringtone, ringtones, polyphonic, polys, "
	 "tones, mobileupd, camcorder, your mobile, ur mobile, ur mob, contact u"},
	/* small print, weaker */
	{WD_SPIM_ABOUT_ANYTHING,
	 1.5,
	 "sae, mins, txt, nokia, txts, sms, mob, wk, weekly, tone, 18+, ts, national, network, "
	 "orange, vodafone, auction, entry, reply, stop, collect, collection, cash, pounds, "
	 "gbp, usd, euros, delivery, offer, offers, discount, sale, complimentary, guaranteed, "
	 "free, latest, unlimited"},
	/* urgency */
	{WD_SPIM_ABOUT_ANYTHING,
	 1.5,
	 "urgent, act now, limited time, last chance, expires, immediately, final notice, "
	 "attempt to, don't miss, dont miss, hurry, today only, only today, spots are limited, "
	 "срочно, успей, успейте, только сегодня, ограничено, спешите"},
	/* calls to act */
	{WD_SPIM_ABOUT_ANYTHING,
	 1.5,
	 "call now, call from, or call, call free, call me on, text me on, click here, click "
	 "the link, follow the link, join now, sign up, register now, register your, order "
	 "now, buy now, subscribe, visit, message me on, contact me on, add me on, whatsapp, "
	 "telegram, t.me, dm me, inbox me, write me, пиши, пишите, в лс, в личку, в личные, "
	 "личные сообщения, переходи, подпишись, подписывайтесь, по ссылке, жми, регистрация, "
	 "жду в"},
	/* dating and sex */
	{WD_SPIM_ABOUT_ANYTHING,
	 2.5,
	 "dating, dating service, sexy singles, singles, sex, sexy, xxx, porn, nude, nudes, "
	 "naked, webcam, escort, hot girls, horny, hookup, secret admirer, admirer, fancies, "
	 "flirt, chat to, meet girls, секс, интим, интимных, эскорт, знакомства, девушки, "
	 "девушек, девушка, порно, оголенные, голые"},
	/* pills and goods */
	{WD_SPIM_ABOUT_ANYTHING,
	 2.5,
	 "viagra, cialis, pills, pharmacy, weight loss, replica, rolex, followers, likes and, "
	 "seo, cheap meds, забери, купить, продам, скидка, скидки, акция, промокод, закладки, "
	 "фальш"},
	/* account fraud */
	{WD_SPIM_ABOUT_ANYTHING,
	 2.5,
	 "verify your, confirm your, account has been, account will be, suspended, your "
	 "account, your password, security alert, unusual activity, update your, bank details, "
	 "inheritance, next of kin, beneficiary, million dollars, million usd, western union, "
	 "wire transfer, ваш аккаунт, ваша карта, заблокирована, перевод"},
	/* recruiting */
	{WD_SPIM_ABOUT_ANYTHING,
	 2.5,
	 "part time, part-time, job offer, hiring, work from, remote job, easy job, hr "
	 "manager, требуются, вакансия, ищу людей, набираем, набор, ищем, партнеров, партнера, "
	 "команду, сотрудничество, сфере, обучение, обучим, новое направление, подробности, "
	 "детали, занятость"},
	/* chat advertising */
	{WD_SPIM_ABOUT_ANYTHING,
	 1.5,
	 "this group, everyone in, exclusive, legit, legitimate, testimony, opportunity, "
	 "profitable, profit, testify, platform, amazing, special offer, new clients, webinar, "
	 "investment, invest, trade, trading, group members, channel, influencers, wallet, "
	 "project, канал, канале, бот, канала, телеграм"},
};
/* clang-format on */

const WdSpimWords wd_spim_words_english = {"english", groups, G_N_ELEMENTS(groups), NULL};
