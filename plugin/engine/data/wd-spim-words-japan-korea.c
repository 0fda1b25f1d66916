/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-spim-words.h"

/* What SPIM says in Japanese and Korean. */
/* clang-format off */
static const WdSpimGroup japanese[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "在宅ワーク, 副業, 副収入, 内職, いいねするだけ, 日払い, 即日振込, 未経験歓迎, "
	 "簡単なタスク, 簡単作業, 自由な働き方, 1日30分, 打ち子, 在宅で月収, スマホだけで, "
	 "高収入, 裏バイト, 高額バイト, 闇バイト, 日給"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "在宅で, チームに参加, 履歴書を拝見, 誰でも簡単, 空いた時間, 評価するだけ, "
	 "スキマ時間, 受け取るだけ, 荷受代行, 日当, 運ぶだけ, メール受信"},
	{WD_SPIM_ABOUT_WORK, 1,
	 "募集中, 未経験"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "稼げる, 稼いで, 稼ぐ方法, 儲かる, 不労所得, 権利収入, 月収100万, 収入は無制限, "
	 "報酬がもらえ, 会社を辞める, 即日出金, 即時出金, 経済的自由, お金を増や"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "稼ぐ, 報酬, 儲け, 月利, 利益を保証, 毎日の利益, 収入, 稼ぎ, 方法を知りたい"},
	{WD_SPIM_ABOUT_INCOME, 1,
	 "月収, 現金"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "元本保証, 絶対に儲か, 必ず上がる, 自動売買, 的中率, シグナル配信, 無料で配信, "
	 "投資グループ, 株を無料, 月利30, 投資家の先生, 仮想通貨シグナル, リスクなし"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "仮想通貨, 暗号資産投資, ビットコインを, バイナリー, 先生のおかげ, 投資です, "
	 "シグナル, FX初心者, 株式投資, 急騰銘柄, 銘柄"},
	{WD_SPIM_ABOUT_COINS, 1,
	 "投資, FX"},
	{WD_SPIM_ABOUT_GAMES, 4,
	 "オンラインカジノ, 入金不要, 入金ボーナス, 必勝法, 攻略情報, 初回入金, 競馬予想, "
	 "フリースピン"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "カジノ, パチスロ, 競馬, ボーナス, ブックメーカー, スロット"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "入金, 即出金, 的中"},
	{WD_SPIM_ABOUT_PARCELS, 3.5,
	 "不在のため持ち帰り, 住所不備, 配達できません, 関税の未払い, 再配達には手数料, "
	 "お荷物をお届けしましたが, 配送できません, 宛先不明, 持ち帰りました"},
	{WD_SPIM_ABOUT_PARCELS, 2,
	 "お荷物を, お荷物の, 佐川急便, 再配達, 関税, 未払い, 手数料が必要"},
	{WD_SPIM_ABOUT_PARCELS, 1,
	 "日本郵便, ヤマト運輸, 荷物"},
	{WD_SPIM_ABOUT_ACCOUNTS, 4,
	 "制限されています, 不正ログイン, 不正アクセス, 利用が停止, 退会処理, 法的手続き, "
	 "未納料金, 本人確認をお願い, ウイルスに感染, 還付金の受け取り, 自動更新ができません, "
	 "自動更新が, 異常なログイン, 裁判, 差し押さえ, 不正利用"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "情報を更新, お支払い方法を更新, 至急情報, 至急お電話, 今すぐ認証, 本日中に連絡, "
	 "還付金, 給付金の申請, 一時的に制限, カードの利用, 本人確認, 時間以内, 給付金"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "お客様の口座, お客様のカード, お客様のアカウント, アカウントは, 手続きをして, "
	 "国税庁, マイクロソフトサポート, お支払い方法, 更新してください, Amazonプライム, "
	 "えきねっと, お使いのパソコン, 受け取り手続き, 口座が"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1,
	 "メルカリ, 銀行, 更新, 手続き"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "携帯壊れた, 携帯が壊れた, スマホ壊れた, 俺だけど, 新しい番号だから, 会社の金, "
	 "すぐ振り込んで, 携帯水没, 携帯変わった"},
	{WD_SPIM_ABOUT_KIN, 2,
	 "新しい番号, 登録して, 振り込んで, 事故っ, 示談金, お母さん携帯"},
	{WD_SPIM_ABOUT_LOANS, 4,
	 "即日融資, 審査なし, ブラックOK, 個人融資, 闇金, 現金化, 即現金, 無審査, "
	 "お金にお困り, 低金利で"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "融資, 最大100万, 最短5分, 後払い, 借入, 審査不要, 即日振込可, 分で振込"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "金利, 審査, お困り"},
	{WD_SPIM_ABOUT_LOVE, 4,
	 "裸の写真, 人妻, セフレ, デリヘル, 割り切り, ホ別, 即会い, 恥ずかしい姿, エッチ, "
	 "援助交際, 出会い系, 逆援, 今夜会える, 大人の関係"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "寂しい, ライブチャット, 米軍, 真剣な交際, 今夜どう, 出会い, 風俗, 無修正, アダルト, "
	 "復縁, 祈祷, 会える人を探し, 写真見て"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "プロフィールを見て, 近所の, シリア, 出張可能, 時間営業, 登録無料, 鑑定無料, 占い, "
	 "初回無料, 軍医"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "処方箋なし, バイアグラ, スーパーコピー, 無試験, 偽造, フォロワー1000人, "
	 "番号を送って, N級品, フォロワーを, 飲むだけ, 精力剤, コピー時計, 再生数を"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "秘密厳守, 痩せる, サプリ, 閉店セール, ギフトカードを買, 免許証, 卒業証明書, 激安, "
	 "フォロワー, 格安で販売, 偽ブランド, ブランド靴"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "送料無料, 本日限り, オフ, 初回500円, 即納, パスポート, ギフトカード, コンビニで, "
	 "ダイエット, ブランド品, キロ痩せ, 販売"},
	{WD_SPIM_ABOUT_PRIZES, 4,
	 "当選しました, ご当選, 当選者, プレゼントに当選, 億円が当選, 当選のお知らせ"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "当選, アンケートに答えて, 受け取りください, ギフト券プレゼント, 今すぐ受け取, "
	 "プレゼント企画"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "おめでとうございます, 周年記念, アンケート, 特典, ギフト券, プレゼント, 宝くじ"},
	{WD_SPIM_ABOUT_FORTUNE, 4,
	 "末期がん, 末期癌, 遺産の, 相続人がおらず, 誠実な方, 億円を, 遺産9, 遺産を"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "億円, 亡くなった顧客, 寄付したい"},
	{WD_SPIM_ABOUT_FORTUNE, 2,
	 "遺産, 弁護士です, 相続人"},
	{WD_SPIM_ABOUT_CALLS, 2.5,
	 "こちらから, リンクをクリック, 今すぐ登録, 今すぐ参加, こちらからご確認, はこちら, "
	 "お支払いはこちら, DMください, 申請はこちら, 今すぐ, 見てくれる"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "クリック, 招待します, ご興味のある方, 詳細はこちら, 追加してください, 登録, "
	 "お電話ください, ご連絡ください, 受け取り"},
	{WD_SPIM_ABOUT_CALLS, 1,
	 "ください, お問い合わせ, 参加"},
	{WD_SPIM_ABOUT_CHATS, 2,
	 "LINEを追加, LINE追加, LINE登録, LINEグループに招待, Telegramに, LINEで, 公式LINE, "
	 "LINEまで, ライン追加, テレグラム"},
	{WD_SPIM_ABOUT_CHATS, 1,
	 "追加して, カカオ"},
	{WD_SPIM_ABOUT_HASTE, 2,
	 "本日まで, 最後のチャンス, 残席わずか, あと10分, 本日中, 限定10名, 期限は本日, 今だけ"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "至急, 即日, 終了します, 限定, すぐ, 最短"},
	{WD_SPIM_ABOUT_PRAISE, 2,
	 "保証, 絶対に, 必ず, 効果, 100%"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "無料, 完全無料, 無料で公開, 無料セミナー, 格安"},
	{WD_SPIM_ABOUT_PRAISE, 1,
	 "簡単, 誰でも"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "万円"},
};
/* clang-format on */

/* clang-format off */
static const WdSpimGroup korean[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "재택 알바, 재택부업, 부업*, 고수익 알바, 단기 알바, 재택 근무 알바, 초보 가능, "
	 "당일 지급, 일당 지급"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "고수익*, 수익 보장, 월 수익, 하루 수익, 원금 보장, 수익 인증, 당일 입금"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "리딩방*, 급등주*, 무료 추천주, 코인 리딩, 주식 리딩, 비트코인 투자, 종목 추천"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "코인, 주식, 투자"},
	{WD_SPIM_ABOUT_GAMES, 4,
	 "토토*, 바카라*, 카지노*, 첫충*, 꽁머니*, 롤링, 입플, 슬롯, 먹튀*"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "계좌가 정지, 계정이 정지, 본인 확인, 명의 도용, 결제 완료, 해외 결제, 소액결제*, "
	 "검찰청*, 미납*"},
	{WD_SPIM_ABOUT_PARCELS, 3,
	 "택배 주소, 주소 불일치, 배송 불가, 통관*, 주소지 오류"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "엄마 나, 폰 고장, 액정 깨져*, 휴대폰 고장, 핸드폰 고장"},
	{WD_SPIM_ABOUT_LOANS, 4,
	 "무직자 대출, 당일 대출, 신용불량*, 무담보*, 저금리 대출, 정부지원 대출"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "대출*"},
	{WD_SPIM_ABOUT_LOVE, 4,
	 "조건만남, 조건 만남, 출장 마사지, 출장안마, 야한 사진, 섹파*, 몸캠"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "성인*, 섹스*"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "비아그라*, 처방전 없이, 팔로워 늘*, 레플리카*, 짝퉁, 정품 인증"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "당첨되셨*, 당첨*, 이벤트 당첨, 상품권 지급"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "클릭, 링크, 가입하*, 신청하*, 접속하*"},
	{WD_SPIM_ABOUT_CHATS, 2,
	 "카톡 추가, 카톡 문의, 카톡 주세요, 텔레그램 문의, 텔레 문의, 텔레그램"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "선착순*, 오늘만, 마감 임박"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "무료*, 보장*"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "만원, # 만원, # 원"},
};
/* clang-format on */

const WdSpimWords wd_spim_words_japanese = {"japanese", japanese, G_N_ELEMENTS(japanese), NULL};
const WdSpimWords wd_spim_words_korean = {"korean", korean, G_N_ELEMENTS(korean), NULL};
