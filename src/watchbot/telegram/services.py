"""What every handler may ask, and the few things that all of them do: find the chat, read its view, answer it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from telegram.constants import ChatMemberStatus, ParseMode

from telegram import (
    CallbackQuery,
    ChatFullInfo,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)
from telegram import Chat as TelegramChat
from watchbot.alerts.callbacks import stands_for, token_stem
from watchbot.alerts.language import N_, language
from watchbot.alerts.markup import Text
from watchbot.alerts.view import View, view_for
from watchbot.config import Config
from watchbot.countdown.standing import Standing, soonest_first
from watchbot.model import Chat, ChatKey, ChatKind, Contact
from watchbot.store import Database, chats, contacts, deadlines

Rows = Sequence[Sequence[InlineKeyboardButton]]
ONLY_ADMINS = N_("Only administrators of this group can change its settings.")
OUT_OF_DATE = N_("This button is out of date. /help shows what works now.")
_ADMINS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that handlers use. `clock` gives aware moments; `wake` tells the pump that deliveries were added."""

    database: Database
    config: Config
    clock: Callable[[], datetime]
    wake: Callable[[], None]

    def subscription(self, connection: Connection, message: Message) -> Chat:
        """The chat's subscription, or, where there is none, what a new one would start with (not saved, inactive)."""
        known = chats.find(connection, key_of(message))
        if known is not None:
            return known
        defaults = self.config.settings.chats
        return Chat(
            key_of(message),
            ChatKind(message.chat.type),
            title_of(message.chat),
            active=False,
            locale=defaults.locale,
            zone=defaults.zone,
        )

    async def words(self, message: Message) -> Callable[..., str]:
        """How things are said in the language of the chat that the message stands in."""
        chat = await self.database.run(lambda connection: self.subscription(connection, message))
        return language(chat.locale).say

    def view(self, chat: Chat, now: datetime) -> View:
        """The chat's language, zone and names."""
        return view_for(chat, self.config.roster, {issue.id: issue for issue in self.config.issues}, now)

    def standings(self, connection: Connection, zone: str, now: datetime) -> tuple[Standing, ...]:
        """Every deadline as it stands, open ones first, each group by its end."""
        return soonest_first(deadlines.load(connection, self.config.deadlines), now, zone)


def key_of(message: Message) -> ChatKey:
    """The chat, or the forum topic of it, that the message stands in."""
    thread = message.message_thread_id if message.is_topic_message else None
    return ChatKey(message.chat.id, thread or 0)


def title_of(chat: TelegramChat | ChatFullInfo) -> str:
    """What people call the chat; empty where Telegram doesn't say."""
    return chat.title or chat.full_name or ""


def pressed_contact(connection: Connection, pressed: str) -> Contact | None:
    """The contact that a button's token stands for, or None where it is not kept any more."""
    for id in sorted(contacts.taken_ids(connection, token_stem(pressed))):
        if stands_for(pressed, id):
            return contacts.find(connection, id)
    return None


async def may_change(message: Message, user: int | None) -> bool:
    """Whether the user may change the chat's settings: anybody in private, administrators elsewhere."""
    if message.chat.type == TelegramChat.PRIVATE:
        return True
    if user is None:
        return False
    member = await message.get_bot().get_chat_member(message.chat.id, user)
    return member.status in _ADMINS


async def author_may_change(message: Message) -> bool:
    """The same for who wrote the message; an administrator who writes as the group itself has its sender chat."""
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id
    return await may_change(message, message.from_user.id if message.from_user else None)


async def out_of_date(services: Services, query: CallbackQuery) -> None:
    """Answer a press that means nothing any more."""
    say = await services.words(query.message) if isinstance(query.message, Message) else str
    await query.answer(say(OUT_OF_DATE))


async def answer(message: Message, text: Text, rows: Rows = (), reply_to: int | None = None) -> None:
    """Write into the chat and topic that the message stands in."""
    await message.get_bot().send_message(
        message.chat.id,
        text.fit().html,
        parse_mode=ParseMode.HTML,
        message_thread_id=key_of(message).thread or None,
        reply_markup=InlineKeyboardMarkup(rows) if rows else None,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_to_message_id=reply_to,
        allow_sending_without_reply=True if reply_to else None,
    )
