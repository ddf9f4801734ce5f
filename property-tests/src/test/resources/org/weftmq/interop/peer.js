// A libzmq socket, of a draft type or of a newer version, that another process drives: one command a line in, one answer a line out.
//
// Usage: peer.js TYPE, or peer.js --about for what this libzmq is and has. Frames are hexadecimal digits, the empty frame is "-". What routes a message is its first frame:
// the number of the client, the group, the address. An answer is "ok ...", "none" when the time was over, or "error ...".
// The process ends with its standard input. PEER and CHANNEL are not in this library.
"use strict"

const readline = require("node:readline")
const zmq = require("zeromq")
const draft = require("zeromq/draft")

const PATIENCE = 10_000

const types = {
  CLIENT: draft.Client,
  SERVER: draft.Server,
  RADIO: draft.Radio,
  DISH: draft.Dish,
  SCATTER: draft.Scatter,
  GATHER: draft.Gather,
  DGRAM: draft.Datagram,
  PAIR: zmq.Pair,
  PUB: zmq.Publisher,
  SUB: zmq.Subscriber,
  XPUB: zmq.XPublisher,
  XSUB: zmq.XSubscriber,
  REQ: zmq.Request,
  REP: zmq.Reply,
  DEALER: zmq.Dealer,
  ROUTER: zmq.Router,
  PUSH: zmq.Push,
  PULL: zmq.Pull,
  STREAM: zmq.Stream,
}

const options = {
  SNDHWM: "sendHighWaterMark",
  RCVHWM: "receiveHighWaterMark",
  RECONNECT_IVL: "reconnectInterval",
}

const bytes = word => (word === "-" ? Buffer.alloc(0) : Buffer.from(word, "hex"))
const words = frames => frames.map(frame => frame.toString("hex") || "-").join(" ")

function number(i) {
  const frame = Buffer.alloc(4)
  frame.writeUInt32BE(i)
  return frame
}

// One line each: the version, the types of sockets, the transports between processes.
function about() {
  const has = zmq.capability
  console.log(`libzmq ${zmq.version} through zeromq.js ${require("zeromq/package.json").version}`)
  console.log(Object.keys(types).filter(type => types[type]).join(" "))
  console.log(["tcp", has.draft && "udp", has.ipc && "ipc", has.ws && "ws", has.wss && "wss"].filter(Boolean).join(" "))
}

class Peer {
  constructor(type) {
    this.open(type)
  }

  // Has a socket of that type instead of the one that there was, or none.
  become(type) {
    this.socket.close()
    if (type) {
      this.open(type)
    }
  }

  open(type) {
    this.type = type
    this.socket = new types[type]({linger: 0})
    for (const timeout of ["sendTimeout", "receiveTimeout"].filter(name => name in this.socket)) {
      this.socket[timeout] = PATIENCE
    }
    if (type === "ROUTER") {
      this.socket.mandatory = true // or it drops what finds the queue full, without a word
    }
    if (type === "SERVER") {
      this.socket.sendHighWaterMark = 0 // the package never learns that there is room again
    }
  }

  version() {
    return zmq.version
  }

  set(name, value) {
    this.socket[options[name]] = Number(value)
  }

  // Of the other types, nobody asks for the name.
  routing_id(word) {
    if ("routingId" in this.socket) {
      this.socket.routingId = bytes(word)
    }
  }

  async bind(endpoint) {
    await this.socket.bind(endpoint)
    return this.socket.lastEndpoint
  }

  connect(endpoint) {
    this.socket.connect(endpoint)
  }

  subscribe(prefix) {
    this.socket.subscribe(bytes(prefix))
  }

  unsubscribe(prefix) {
    this.socket.unsubscribe(bytes(prefix))
  }

  join(group) {
    this.#group("join", group)
  }

  leave(group) {
    this.#group("leave", group)
  }

  // Dish.join of the package forgets which socket it belongs to.
  #group(what, group) {
    zmq.Socket.prototype[what].call(this.socket, bytes(group))
  }

  send(...message) {
    return this.#put(message.map(bytes))
  }

  async receive(millis) {
    this.socket.receiveTimeout = Number(millis)
    try {
      return words(await this.#take())
    } catch (e) {
      if (e.code === "EAGAIN") {
        return undefined
      }
      throw e
    } finally {
      this.socket.receiveTimeout = PATIENCE
    }
  }

  async stream(count, ...prefix) {
    const first = prefix.map(bytes)
    for (let i = 0; i < Number(count); i++) {
      await this.#put([...first, number(i)])
    }
  }

  async drain(first, count) {
    for (let i = Number(first); i < Number(first) + Number(count); i++) {
      const frames = await this.#take()
      if (!frames.at(-1).equals(number(i))) {
        throw new Error(`number ${i} is ${words(frames)}`)
      }
    }
  }

  async echo(count) {
    for (let i = 0; i < Number(count); i++) {
      await this.#put(await this.#take())
    }
  }

  async ask(count, ...prefix) {
    const first = prefix.map(bytes)
    for (let i = 0; i < Number(count); i++) {
      await this.#put([...first, number(i)])
      const frames = await this.#take()
      if (!frames.at(-1).equals(number(i))) {
        throw new Error(`answer ${i} is ${words(frames)}`)
      }
    }
  }

  #put(frames) {
    switch (this.type) {
      case "SERVER":
        return this.socket.send(frames[1], {routingId: frames[0].readUInt32BE()})
      case "RADIO":
        return this.socket.send(frames[1], {group: frames[0]})
      default:
        return this.socket.send(frames)
    }
  }

  async #take() {
    const message = await this.socket.receive()
    switch (this.type) {
      case "SERVER":
        return [number(message[1].routingId), message[0]]
      case "DISH":
        return [message[1].group, message[0]]
      default:
        return message.filter(Buffer.isBuffer)
    }
  }
}

async function main() {
  if (process.argv[2] === "--about") {
    return about()
  }
  const peer = new Peer(process.argv[2])
  for await (const line of readline.createInterface({input: process.stdin})) {
    const [name, ...rest] = line.trim().split(" ")
    try {
      const result = await peer[name](...rest)
      console.log(result === undefined && name === "receive" ? "none" : `ok ${result ?? ""}`)
    } catch (e) {
      console.log(`error ${name}: ${e}`)
    }
  }
  process.exit(0)
}

main()
