"""The Bot API methods that the double knows: each checks as Telegram checks, then changes the double's state.

The refusals' words are Telegram's own, since clients tell failures apart by them.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.fakes.bot_markup import MarkupError, Parsed, parse_html, units

if TYPE_CHECKING:
    from tests.fakes.bot_api import BotApi, ChatState

BOT = {"id": 123456789, "is_bot": True, "first_name": "watchbot", "username": "watchbot_double_bot"}

ADMIN_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "is_anonymous",
)


class Refusal(Exception):
    """The API says no."""

    def __init__(self, status: int, words: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.parameters = parameters


def bad(words: str) -> Refusal:
    """400, in the API's form."""
    return Refusal(400, f"Bad Request: {words}")


def open_chat(api: "BotApi", params: dict[str, Any]) -> "ChatState":
    """The chat that `params` name, or the reason why it can't be written to."""
    if "chat_id" not in params:
        raise bad("chat_id is empty")
    name = str(params["chat_id"])
    named = next((c for c in api.chats.values() if name.startswith("@") and c.username == name[1:]), None)
    chat = named if name.startswith("@") else api.chats.get(int(name))
    if chat is None:
        raise bad("chat not found")
    if chat.migrated_to is not None:
        raise Refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to},
        )
    if chat.blocked:
        raise Refusal(403, f"Forbidden: {chat.blocked}")
    return chat


def marked(params: dict[str, Any], key: str, most: int) -> Parsed:
    """The text under `key`, parsed and measured."""
    source = str(params.get(key, ""))
    mode = str(params.get("parse_mode", "")).lower()
    if mode not in ("", "html"):
        raise bad(f"unsupported parse_mode {mode}")
    try:
        parsed = parse_html(source) if mode else Parsed(source)
    except MarkupError as error:
        raise bad(str(error)) from error
    if units(parsed.text) > most:
        raise bad("message caption is too long" if key == "caption" else "message is too long")
    return parsed


def buttons(params: dict[str, Any]) -> dict[str, Any] | None:
    """The reply markup, checked."""
    markup = params.get("reply_markup")
    if not markup:
        return None
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if not button.get("text"):
                raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
            if not ({"callback_data", "url", "switch_inline_query", "web_app"} & button.keys()):
                raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
            if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
                raise bad("BUTTON_DATA_INVALID")
            if "url" in button and urlsplit(button["url"]).scheme not in ("http", "https", "tg"):
                raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Unsupported URL protocol")
    return markup if markup.get("inline_keyboard") or "inline_keyboard" not in markup else None


def post(api: "BotApi", params: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    """Put a new message into the chat."""
    chat = open_chat(api, params)
    thread = int(params.get("message_thread_id", 0))
    if thread and thread not in chat.topics:
        raise bad("message thread not found")
    message: dict[str, Any] = {
        "message_id": api.next_message,
        "date": int(time.time()),
        "chat": chat.json(),
        "from": BOT,
        **content,
    }
    reply = params.get("reply_parameters")
    if reply:
        answered = api.messages.get((chat.id, int(reply["message_id"])))
        if answered is not None:
            message["reply_to_message"] = {key: v for key, v in answered.items() if key != "reply_to_message"}
        elif not reply.get("allow_sending_without_reply"):
            raise bad("message to be replied not found")
    if thread:
        message |= {"message_thread_id": thread, "is_topic_message": True}
    if str(params.get("disable_notification", "")).lower() == "true":
        message["silent"] = True
    markup = buttons(params)
    if markup:
        message["reply_markup"] = markup
    api.next_message += 1
    api.messages[chat.id, message["message_id"]] = message
    return message


def send_message(api: "BotApi", params: dict[str, Any]) -> Any:
    """A text message: 1 to 4,096 UTF-16 units after parsing."""
    open_chat(api, params)
    parsed = marked(params, "text", 4096)
    if not parsed.text.strip():
        raise bad("message text is empty")
    return post(api, params, {"text": parsed.text, **({"entities": parsed.entities} if parsed.entities else {})})


def send_file(kind: str) -> Callable[["BotApi", dict[str, Any]], Any]:
    """A photo or document with a caption of at most 1,024 UTF-16 units."""

    def send(api: "BotApi", params: dict[str, Any]) -> Any:
        open_chat(api, params)
        content = params.get(kind)
        if isinstance(content, str) and content.startswith("attach://"):
            content = params.get(content.removeprefix("attach://"))
        if not content:
            raise bad(f"there is no {kind} in the request")
        if kind == "photo" and isinstance(content, bytes) and content[:4] not in (b"\x89PNG", b"\xff\xd8\xff\xe0"):
            raise bad("IMAGE_PROCESS_FAILED")
        parsed = marked(params, "caption", 1024)
        file = {"file_id": f"{kind}-{api.next_message}", "file_unique_id": f"{kind}{api.next_message}"}
        size = {"width": 1, "height": 1} if kind == "photo" else {}
        body: dict[str, Any] = {kind: [file | size] if kind == "photo" else file}
        if parsed.text:
            body |= {"caption": parsed.text, **({"caption_entities": parsed.entities} if parsed.entities else {})}
        return post(api, params, body)

    return send


def known_message(api: "BotApi", params: dict[str, Any], words: str) -> dict[str, Any]:
    """The bot's own message that `params` name."""
    chat = open_chat(api, params)
    message = api.messages.get((chat.id, int(params.get("message_id", 0))))
    if message is None:
        raise bad(words)
    return message


def edit(key: str, most: int) -> Callable[["BotApi", dict[str, Any]], Any]:
    """An edit of a text or a caption; one that changes nothing is refused."""

    def change(api: "BotApi", params: dict[str, Any]) -> Any:
        message = known_message(api, params, "message to edit not found")
        if (key == "text") != ("text" in message):
            raise bad(f"there is no {key} in the message to edit")
        parsed = marked(params, key, most)
        if key == "text" and not parsed.text.strip():
            raise bad("message text is empty")
        markup = buttons(params)
        entities = "entities" if key == "text" else "caption_entities"
        before = (message.get(key, ""), message.get(entities, []), message.get("reply_markup"))
        if before == (parsed.text, parsed.entities, markup):
            raise bad(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                "current content and reply markup of the message"
            )
        for name, value in ((key, parsed.text), (entities, parsed.entities), ("reply_markup", markup)):
            message.pop(name, None)
            if value:
                message[name] = value
        message["edit_date"] = int(time.time())
        return message

    return change


def edit_markup(api: "BotApi", params: dict[str, Any]) -> Any:
    """New buttons under the same text."""
    message = known_message(api, params, "message to edit not found")
    markup = buttons(params)
    if message.get("reply_markup") == markup:
        raise bad("message is not modified: specified new message content and reply markup are exactly the same")
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup
    return message


def pin(api: "BotApi", params: dict[str, Any]) -> Any:
    """Pin one of the bot's messages."""
    message = known_message(api, params, "message to pin not found")
    api.chats[message["chat"]["id"]].pinned.append(message["message_id"])
    return True


def unpin(api: "BotApi", params: dict[str, Any]) -> Any:
    """Unpin one message, or the newest pinned one."""
    chat = open_chat(api, params)
    wanted = int(params.get("message_id", chat.pinned[-1] if chat.pinned else 0))
    if wanted not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(wanted)
    return True


def delete(api: "BotApi", params: dict[str, Any]) -> Any:
    """Delete one of the bot's messages."""
    message = known_message(api, params, "message to delete not found")
    del api.messages[message["chat"]["id"], message["message_id"]]
    return True


def answer_callback(api: "BotApi", params: dict[str, Any]) -> Any:
    """The toast for a pressed button: at most 200 characters, each query once."""
    query = str(params.get("callback_query_id", ""))
    if not query.startswith("q") or query in api.answered:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if units(str(params.get("text", ""))) > 200:
        raise bad("MESSAGE_TOO_LONG")
    api.answered[query] = params
    return True


def member(api: "BotApi", params: dict[str, Any]) -> Any:
    """What a user is in the chat."""
    chat = open_chat(api, params)
    user = int(params.get("user_id", 0))
    return membership(user, user in chat.admins)


def administrators(api: "BotApi", params: dict[str, Any]) -> Any:
    """The chat's admins; a private chat has none."""
    chat = open_chat(api, params)
    if chat.type == "private":
        raise bad("there are no administrators in the private chat")
    return [membership(user, True) for user in sorted(chat.admins)]


def membership(user: int, admin: bool) -> dict[str, Any]:
    """A ChatMember."""
    who = {"id": user, "is_bot": False, "first_name": f"User {user}"}
    if not admin:
        return {"status": "member", "user": who}
    rights = dict.fromkeys(ADMIN_RIGHTS, False)
    return {"status": "administrator", "user": who, **rights}


def set_commands(api: "BotApi", params: dict[str, Any]) -> Any:
    """Command menus: names of lower-case letters, digits and underscores, up to 32; descriptions up to 256."""
    for each in params.get("commands", []):
        name, text = each.get("command", ""), each.get("description", "")
        if not (1 <= len(name) <= 32 and name.replace("_", "a").isalnum() and name == name.lower() and name.isascii()):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(text) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    api.commands.append(params)
    return True


def me(api: "BotApi", params: dict[str, Any]) -> Any:
    """The bot itself."""
    return BOT | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def chat_info(api: "BotApi", params: dict[str, Any]) -> Any:
    """A chat in full."""
    return open_chat(api, params).json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


def yes(api: "BotApi", params: dict[str, Any]) -> Any:
    """Accepted, with nothing to check."""
    return True


METHODS: dict[str, Callable[["BotApi", dict[str, Any]], Any]] = {
    "getMe": me,
    "sendMessage": send_message,
    "sendPhoto": send_file("photo"),
    "sendDocument": send_file("document"),
    "editMessageText": edit("text", 4096),
    "editMessageCaption": edit("caption", 1024),
    "editMessageReplyMarkup": edit_markup,
    "pinChatMessage": pin,
    "unpinChatMessage": unpin,
    "deleteMessage": delete,
    "answerCallbackQuery": answer_callback,
    "getChat": chat_info,
    "getChatMember": member,
    "getChatAdministrators": administrators,
    "setMyCommands": set_commands,
    "deleteMyCommands": yes,
    "setMyDescription": yes,
    "setMyShortDescription": yes,
    "setMyName": yes,
    "setChatMenuButton": yes,
    "deleteWebhook": yes,
    "sendChatAction": yes,
}
